package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.stack.Jvm;
import io.github.kafkaconnect.webpubsub.stack.KafkaBroker;
import io.github.kafkaconnect.webpubsub.stack.KafkaProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** A broker and the topics that rows have asked for. One thread. */
final class KafkaRig implements AutoCloseable {

    private final int partitions;
    private final KafkaBroker broker;
    private final KafkaProbe probe;
    private final Map<Backlog, String> topics = new LinkedHashMap<>();
    private int groups;

    KafkaRig(int partitions) {
        this.partitions = partitions;
        this.broker =
                new KafkaBroker(KafkaBroker.Settings.small(KafkaVersion.V4_3).jvm(Jvm.FULL)).start();
        this.probe = new KafkaProbe(broker.bootstrapServers());
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    long pid() {
        return broker.process().pid();
    }

    /** A name that no consumer group, worker or connector has had yet. */
    String freshName() {
        return "bench-" + ++groups;
    }

    /** The topic with these records, written when it is asked for first. */
    String topic(Backlog backlog) {
        return topics.computeIfAbsent(backlog, missing -> {
            String topic = "backlog-" + topics.size();
            probe.createTopic(topic, partitions, Map.of("segment.bytes", "268435456"));
            missing.write(bootstrap(), topic, partitions);
            return topic;
        });
    }

    @Override
    public void close() {
        probe.close();
        broker.close();
    }
}
