package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker, and a topic for each run. One thread. */
final class KafkaRig implements AutoCloseable {

    /** A run with large events would fill the disk; how many there were is told by the offsets. */
    private static final Map<String, String> KEPT_SHORT = Map.of(
            "segment.bytes", "134217728",
            "retention.bytes", "536870912",
            "file.delete.delay.ms", "1000");

    private static final Map<String, String> KEPT_WHOLE =
            Map.of("segment.bytes", "134217728", "file.delete.delay.ms", "1000");

    private final int partitions;
    private final KafkaBroker broker;
    private final Admin admin;
    private int names;

    KafkaRig(int partitions) {
        this.partitions = partitions;
        this.broker = new KafkaBroker(KafkaBroker.Settings.small(KafkaVersion.V4_3)
                        .jvm(Jvm.FULL)
                        .properties(Map.of("log.retention.check.interval.ms", "5000")))
                .start();
        this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    KafkaBroker broker() {
        return broker;
    }

    long pid() {
        return broker.process().pid();
    }

    /** A name that nothing has had yet. */
    String freshName(String kind) {
        return "bench-" + kind + "-" + ++names;
    }

    /** Makes an empty topic with one replica. */
    String createTopic(boolean whole) {
        String topic = freshName("events");
        NewTopic wanted = new NewTopic(topic, partitions, (short) 1).configs(whole ? KEPT_WHOLE : KEPT_SHORT);
        result(admin.createTopics(List.of(wanted)).all());
        return topic;
    }

    void delete(String topic) {
        result(admin.deleteTopics(List.of(topic)).all());
    }

    static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
