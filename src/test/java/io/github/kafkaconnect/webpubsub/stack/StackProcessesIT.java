package io.github.kafkaconnect.webpubsub.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackProcessesIT {

    /** A controller lets a broker that died come back only when its session has ended, 9 s by default. */
    private static final Map<String, String> FORGETS_QUICKLY =
            Map.of("broker.session.timeout.ms", "2000", "broker.heartbeat.interval.ms", "500");

    @ParameterizedTest
    @EnumSource
    void workerFindsBothConnectorsInTheirZips(KafkaVersion version) {
        try (KafkaBroker broker = new KafkaBroker(KafkaBroker.Settings.small(version)).start();
                ConnectWorker worker =
                        new ConnectWorker(ConnectWorker.Settings.small(version, broker.bootstrapServers())).start()) {
            assertThat(worker.rest().plugins().findValuesAsText("class"))
                    .contains(
                            "io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector",
                            "io.github.kafkaconnect.webpubsub.source.WebPubSubSourceConnector");
        }
    }

    @ParameterizedTest
    @EnumSource
    void killedBrokerComesBackWithItsRecords(KafkaVersion version) {
        try (KafkaBroker broker =
                        new KafkaBroker(KafkaBroker.Settings.small(version).properties(FORGETS_QUICKLY)).start();
                KafkaProbe kafka = new KafkaProbe(broker.bootstrapServers())) {
            kafka.createTopic("t", 1, Map.of());
            kafka.send(new ProducerRecord<>("t", "k".getBytes(UTF_8), "v".getBytes(UTF_8)));
            kafka.flush();
            broker.kill();
            broker.start();
            assertThat(kafka.await("t", 1, record -> true, Duration.ofSeconds(20)))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("v");
        }
    }
}
