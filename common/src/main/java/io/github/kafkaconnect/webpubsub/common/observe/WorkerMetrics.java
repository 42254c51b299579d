package io.github.kafkaconnect.webpubsub.common.observe;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code PluginMetrics} that workers of version 4.1 and newer give a task. Called by reflection, for the oldest worker, against which
 * this is compiled, has neither the class nor the method that returns it.
 */
final class WorkerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

    private final Object metrics;
    private final Method metricName;
    private final Method addMetric;
    private final Method removeMetric;

    private WorkerMetrics(Object metrics, Class<?> type) throws NoSuchMethodException {
        this.metrics = metrics;
        this.metricName = type.getMethod("metricName", String.class, String.class, LinkedHashMap.class);
        this.addMetric = type.getMethod("addMetric", MetricName.class, MetricValueProvider.class);
        this.removeMetric = type.getMethod("removeMetric", MetricName.class);
    }

    /** Null where the worker, or a context that something else has made, has no plugin metrics. */
    static <C> @Nullable WorkerMetrics of(Class<C> contextType, C context) {
        try {
            Method accessor = contextType.getMethod("pluginMetrics");
            Object metrics = accessor.invoke(context);
            return metrics == null ? null : new WorkerMetrics(metrics, accessor.getReturnType());
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.debug("The worker has no plugin metrics", e);
            return null;
        }
    }

    /**
     * Adds a metric with the tags of the task. Kafka reads it under a lock that only readers of the same metric take.
     *
     * @throws IllegalArgumentException when the worker has a metric of that name
     * @throws IllegalStateException when the worker has closed the task's metrics
     */
    MetricName add(Figures.Figure figure) {
        Object name = call(metricName, figure.name(), figure.meaning(), new LinkedHashMap<String, String>());
        Gauge<Long> gauge = (config, nowMs) -> figure.value().getAsLong();
        call(addMetric, name, gauge);
        return (MetricName) name;
    }

    /** Throws as {@link #add}, when there is no such metric. */
    void remove(MetricName name) {
        call(removeMetric, name);
    }

    private Object call(Method method, Object... arguments) {
        try {
            return method.invoke(metrics, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
