package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.config.Version;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** The doorbell: Connect rings here, {@link SinkSession} does the work. All calls come from the task thread. */
public final class WebPubSubSinkTask extends SinkTask {
    private @Nullable SinkSession session;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        requireOriginalCoordinates();
        session = SinkAssembly.assemble(properties, context);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        session().open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        session().put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumed.forEach((partition, offset) -> positions.put(partition, offset.offset()));
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        session()
                .committable(positions)
                .forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        session().close(partitions);
    }

    @Override
    public void stop() {
        if (session != null) {
            session.stop();
            session = null;
        }
    }

    private SinkSession session() {
        if (session == null) {
            throw new IllegalStateException("the task is not started");
        }
        return session;
    }

    private static void requireOriginalCoordinates() {
        try {
            SinkRecord.class.getMethod("originalTopic");
        } catch (NoSuchMethodException e) {
            throw new ConnectException(
                    ErrorCode.WORKER_TOO_OLD.id() + " this connector needs a Connect worker of version 3.6 or newer",
                    e);
        }
    }
}
