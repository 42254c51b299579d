package io.github.kafkaconnect.webpubsub.simulation;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What the worker offers to its task, as Connect's own context behaves: for the task thread only, for assigned partitions only. */
final class WorkerContext implements SinkTaskContext {
    private final Scenario world;
    private final PartitionConsumer consumer;
    private final @Nullable ErrantRecordReporter reporter;

    /** One bit for each partition that the task has paused. */
    private int paused;

    private long timeoutMs = -1;
    private boolean commitRequested;

    WorkerContext(Scenario world, PartitionConsumer consumer, @Nullable ErrantRecordReporter reporter) {
        this.world = world;
        this.consumer = consumer;
        this.reporter = reporter;
    }

    /** What the task paused; Connect forgets what is not assigned when something is assigned, not before. */
    int paused() {
        return paused;
    }

    void retain(int assigned) {
        paused &= assigned;
    }

    /** How soon the next put is wanted, once; -1 = not asked for. */
    long takeTimeoutMs() {
        long taken = timeoutMs;
        timeoutMs = -1;
        return taken;
    }

    boolean isCommitRequested() {
        return commitRequested;
    }

    void clearCommitRequest() {
        commitRequested = false;
    }

    @Override
    public void timeout(long newTimeoutMs) {
        timeoutMs = newTimeoutMs;
    }

    @Override
    public void requestCommit() {
        world.count(Kind.COMMIT_REQUESTED);
        commitRequested = true;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            int bit = bitOfAssigned(partition);
            if ((paused & bit) == 0) {
                world.count(Kind.PAUSED);
            }
            paused |= bit;
            consumer.pause(bit);
        }
    }

    @Override
    public void resume(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            int bit = bitOfAssigned(partition);
            if ((paused & bit) != 0) {
                world.count(Kind.RESUMED);
            }
            paused &= ~bit;
            consumer.resume(bit);
        }
    }

    private int bitOfAssigned(TopicPartition partition) {
        int bit = 1 << PartitionLog.number(partition);
        if ((consumer.assigned() & bit) == 0) {
            throw world.broken("only assigned partitions are paused and resumed", partition + " is not assigned");
        }
        if (world.tracing()) {
            world.note("task pauses or resumes " + partition);
        }
        return bit;
    }

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    @Override
    public Map<String, String> configs() {
        throw new UnsupportedOperationException("not simulated");
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException("the task never rewinds");
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new UnsupportedOperationException("the task never rewinds");
    }

    @Override
    public Set<TopicPartition> assignment() {
        throw new UnsupportedOperationException("not simulated");
    }
}
