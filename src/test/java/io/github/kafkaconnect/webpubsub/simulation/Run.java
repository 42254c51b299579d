package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.sink.task.SinkUnderTest;
import org.jspecify.annotations.Nullable;

/** One start of the task, until it stops or its process dies. */
final class Run {
    final VirtualExecutor executor;
    final Plan plan;
    boolean alive = true;
    int inFlight;

    /** When the window was last full. */
    long fullNanos = Long.MIN_VALUE;

    /** When an attempt failed last, and until when the service asked to wait. */
    long failedNanos = Long.MIN_VALUE;

    long heldNanos = Long.MIN_VALUE;

    /** When the task found the service to be back last, after it had been away. */
    long backNanos = Long.MIN_VALUE;

    /** When no credential was let in for the first time. */
    private long deniedNanos = Long.MAX_VALUE;

    /** Something happened that lets the task fail. */
    boolean mayFail;

    private final @Nullable LaneTrack[] lanes;
    private final @Nullable QueueTrack[] queues;
    private @Nullable SinkUnderTest sink;

    Run(VirtualExecutor executor, Plan plan) {
        this.executor = executor;
        this.plan = plan;
        this.lanes = new @Nullable LaneTrack[plan.lanes()];
        this.queues = new @Nullable QueueTrack[plan.queues()];
    }

    /** No credential was let in; this may fail the task when it has lasted long enough. */
    void denied(long nowNanos) {
        deniedNanos = Math.min(deniedNanos, nowNanos);
        long lasted = nowNanos + 1_000 * Scenario.MILLI - deniedNanos;
        mayFail |= lasted >= plan.retries().endpoint().authTimeoutMs() * Scenario.MILLI;
    }

    void started(SinkUnderTest task) {
        sink = task;
    }

    SinkUnderTest sink() {
        if (sink == null) {
            throw new IllegalStateException("not started");
        }
        return sink;
    }

    @Nullable
    LaneTrack lane(LogRecord record) {
        int number = record.nature.isSent() ? plan.lane(record.partition, record.key, record.target) : -1;
        if (number < 0) {
            return null;
        }
        LaneTrack track = lanes[number];
        if (track == null) {
            track = new LaneTrack();
            lanes[number] = track;
        }
        return track;
    }

    @Nullable
    QueueTrack queue(LogRecord record) {
        int number = record.nature.isSent() ? plan.queue(record.partition, record.key, record.target) : -1;
        if (number < 0) {
            return null;
        }
        QueueTrack track = queues[number];
        if (track == null) {
            track = new QueueTrack();
            queues[number] = track;
        }
        return track;
    }
}
