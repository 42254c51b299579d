package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.sink.task.WebPubSubSinkTask;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Our task in everything but one: it lets Connect commit the newest offset it was given, finished or not. */
public final class NewestOffsetSinkTask extends SinkTask {

    private final WebPubSubSinkTask right = new WebPubSubSinkTask();

    @Override
    public String version() {
        return right.version();
    }

    @Override
    public void initialize(SinkTaskContext given) {
        right.initialize(given);
    }

    @Override
    public void start(Map<String, String> properties) {
        right.start(properties);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        right.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        right.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> newest) {
        right.preCommit(newest);
        return newest;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        right.close(partitions);
    }

    @Override
    public void stop() {
        right.stop();
    }
}
