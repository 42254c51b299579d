package io.github.kafkaconnect.webpubsub.sink.task;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A stand-in for the worker's context that remembers what the task asked for. */
final class FakeSinkTaskContext implements SinkTaskContext {
    final Set<TopicPartition> paused = new HashSet<>();
    final @Nullable ErrantRecordReporter reporter;
    int commitRequests;
    long timeoutMs = -1;

    FakeSinkTaskContext(@Nullable ErrantRecordReporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public Map<String, String> configs() {
        return new HashMap<>();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException("the task never rewinds");
    }

    @Override
    public void offset(TopicPartition tp, long offset) {
        throw new UnsupportedOperationException("the task never rewinds");
    }

    @Override
    public void timeout(long newTimeoutMs) {
        timeoutMs = newTimeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        Arrays.asList(partitions).forEach(paused::remove);
    }

    @Override
    public void requestCommit() {
        commitRequests++;
    }

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }
}
