package io.github.kafkaconnect.webpubsub.common.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/** The metrics of a worker of version 4.1 or newer: Kafka's own registry and JMX reporter behind an interface of the same shape. */
@SuppressWarnings("NonApiType") // Kafka's signature
final class NewWorker implements AutoCloseable {
    private final Metrics registry = new Metrics(
            new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext("kafka.connect"));

    /** What the task's context has there. */
    public interface Context {
        PluginMetrics pluginMetrics();
    }

    /** As {@code org.apache.kafka.common.metrics.PluginMetrics}. */
    public interface PluginMetrics {
        MetricName metricName(String name, String description, LinkedHashMap<String, String> tags);

        void addMetric(MetricName name, MetricValueProvider<?> value);

        void removeMetric(MetricName name);
    }

    TaskMetrics task(String connector, int index) {
        return new TaskMetrics(registry, connector, index);
    }

    List<String> names() {
        return registry.metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .map(MetricName::name)
                .toList();
    }

    Map<String, String> descriptions() {
        return registry.metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .collect(Collectors.toMap(MetricName::name, MetricName::description));
    }

    @Override
    public void close() {
        registry.close();
    }

    /** As the worker's own, which takes away whatever a task leaves behind, and then accepts no call. */
    static final class TaskMetrics implements PluginMetrics, Context, AutoCloseable {
        private final Metrics registry;
        private final Map<String, String> tags = new LinkedHashMap<>();
        private final Map<MetricName, MetricValueProvider<?>> added = new LinkedHashMap<>();
        private boolean closed;

        private TaskMetrics(Metrics registry, String connector, int index) {
            this.registry = registry;
            tags.put("connector", connector);
            tags.put("task", Integer.toString(index));
        }

        @Override
        public PluginMetrics pluginMetrics() {
            return this;
        }

        @Override
        public MetricName metricName(String name, String description, LinkedHashMap<String, String> more) {
            requireOpen();
            Map<String, String> all = new LinkedHashMap<>(tags);
            all.putAll(more);
            return registry.metricName(name, "plugins", description, all);
        }

        @Override
        public void addMetric(MetricName name, MetricValueProvider<?> value) {
            requireOpen();
            registry.addMetric(name, null, value);
            added.put(name, value);
        }

        @Override
        public void removeMetric(MetricName name) {
            requireOpen();
            if (added.remove(name) == null) {
                throw new IllegalArgumentException("Unknown metric " + name);
            }
            registry.removeMetric(name);
        }

        @Override
        public void close() {
            closed = true;
            added.keySet().forEach(registry::removeMetric);
        }

        private void requireOpen() {
            if (closed) {
                throw new IllegalStateException("This PluginMetrics instance is closed");
            }
        }
    }
}
