package io.github.kafkaconnect.webpubsub.common.observe;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures as metrics of the worker, which gives a name to one task at a time. The successor of a task that is slow to stop has to
 * wait for the names.
 */
final class MetricFigures implements TaskFigures.Place {
    private static final Logger LOG = LoggerFactory.getLogger(MetricFigures.class);

    private final TaskName task;
    private final Figures figures;
    private final WorkerMetrics metrics;
    private final List<MetricName> published = new ArrayList<>();
    private boolean warned;

    MetricFigures(TaskName task, Figures figures, WorkerMetrics metrics) {
        this.task = task;
        this.figures = figures;
        this.metrics = metrics;
    }

    @Override
    public boolean publish() {
        try {
            figures.all().forEach(figure -> published.add(metrics.add(figure)));
            return true;
        } catch (IllegalArgumentException e) {
            withdraw();
            warnOnce(e);
            return false;
        } catch (IllegalStateException e) {
            withdraw();
            LOG.warn("The figures of {} cannot be published", task, e);
            return true;
        }
    }

    private void warnOnce(IllegalArgumentException problem) {
        if (!warned) {
            warned = true;
            LOG.warn("The figures of {} appear when its predecessor has stopped: {}", task, problem.getMessage());
        }
    }

    @Override
    public void withdraw() {
        for (MetricName name : published) {
            try {
                metrics.remove(name);
            } catch (IllegalArgumentException | IllegalStateException e) {
                LOG.debug("The worker has removed {} already", name, e);
            }
        }
        published.clear();
    }
}
