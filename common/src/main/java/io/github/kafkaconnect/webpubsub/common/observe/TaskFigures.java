package io.github.kafkaconnect.webpubsub.common.observe;

import org.jspecify.annotations.Nullable;

/**
 * The figures of one task, under the object name {@code kafka.connect:type=plugins,connector=...,task=...}: as plugin metrics where the
 * worker has them, so that its reporters see them, and as an MBean of our own elsewhere. To be used by the task's thread alone.
 */
public final class TaskFigures implements AutoCloseable {
    private final Place place;
    private boolean settled;

    private TaskFigures(Place place) {
        this.place = place;
        settle();
    }

    /** Where figures are shown. */
    interface Place {
        Place NOWHERE = new Place() {
            @Override
            public boolean publish() {
                return true;
            }

            @Override
            public void withdraw() {}
        };

        /** Returns whether there is nothing left to try. */
        boolean publish();

        /** Idempotent. */
        void withdraw();
    }

    /**
     * Publishes the figures. Where that is not possible they stay private, which is no reason to fail.
     *
     * @param contextType Connect's interface of the context, whose newer versions have plugin metrics
     * @param context none in tests
     */
    public static <C> TaskFigures publish(TaskName task, Figures figures, Class<C> contextType, @Nullable C context) {
        WorkerMetrics metrics = context == null ? null : WorkerMetrics.of(contextType, context);
        return new TaskFigures(
                metrics == null ? FiguresBean.of(task, figures) : new MetricFigures(task, figures, metrics));
    }

    /** The figures of a task that shows none. */
    public static TaskFigures none() {
        return new TaskFigures(Place.NOWHERE);
    }

    /** To be called now and then: a predecessor that is slow to stop may have had the names until now. */
    public void settle() {
        if (!settled) {
            settled = place.publish();
        }
    }

    /** Takes the figures away. Idempotent. */
    @Override
    public void close() {
        settled = true;
        place.withdraw();
    }
}
