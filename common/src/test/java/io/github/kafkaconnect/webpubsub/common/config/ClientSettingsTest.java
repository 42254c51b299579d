package io.github.kafkaconnect.webpubsub.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    private static final String SECRET = "hunter2-hunter2";

    @Test
    void settingsOfAClientAreRight() {
        assertThat(consumer("bootstrap.servers", "a:9092, [::1]:9093,SSL://b:1"))
                .isEmpty();
        assertThat(consumer(
                        "bootstrap.servers",
                        "a:9092",
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        "Module required password=\"" + SECRET + "\";",
                        "my.interceptor.setting",
                        "of no interest"))
                .isEmpty();
        assertThat(producer("bootstrap.servers", "a:9092", "compression.type", "lz4"))
                .isEmpty();
    }

    @Test
    void allThatIsWrongIsNamedAtOnceAndNoValue() {
        assertThat(consumer(
                        "bootstrap.servers",
                        "a:9092",
                        "fetch.min.bytes",
                        SECRET,
                        "isolation.level",
                        SECRET,
                        "interceptor.classes",
                        "",
                        "max.poll.records",
                        "0"))
                .containsExactlyInAnyOrder(
                        "my.fetch.min.bytes cannot be used: Not a number of type INT",
                        "my.isolation.level cannot be used: String must be one of: read_committed, read_uncommitted",
                        "my.max.poll.records cannot be used: Value must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "a:", "a:9092,", "a:9092,b", "a b:1", ":1", "a:123456"})
    void serversHaveAPort(String servers) {
        assertThat(consumer("bootstrap.servers", servers))
                .containsExactly("my.bootstrap.servers must list host:port, separated by commas");
    }

    @Test
    void settingsThatDoNotFitTogetherAreFound() {
        assertThat(producer("bootstrap.servers", "a:9092", "enable.idempotence", "true", "acks", "1"))
                .singleElement()
                .asString()
                .startsWith("my.* do not fit together: ")
                .contains("acks");
    }

    @Test
    void whatAProviderWillSayIsNotJudged() {
        assertThat(consumer("bootstrap.servers", "${env:KAFKA}", "fetch.min.bytes", "${file:/x:y}"))
                .isEmpty();
        assertThat(producer("bootstrap.servers", "a:1", "acks", "${env:ACKS}", "enable.idempotence", "true"))
                .isEmpty();
    }

    private static List<String> consumer(String... keysAndValues) {
        return new ClientSettings("my.", ConsumerConfig.configDef(), ConsumerConfig::new)
                .problems(settings(
                        Map.of(
                                "key.deserializer",
                                ByteArrayDeserializer.class.getName(),
                                "value.deserializer",
                                ByteArrayDeserializer.class.getName()),
                        keysAndValues));
    }

    private static List<String> producer(String... keysAndValues) {
        return new ClientSettings("my.", ProducerConfig.configDef(), ProducerConfig::new)
                .problems(settings(
                        Map.of(
                                "key.serializer",
                                ByteArraySerializer.class.getName(),
                                "value.serializer",
                                ByteArraySerializer.class.getName()),
                        keysAndValues));
    }

    private static Map<String, Object> settings(Map<String, String> always, String... keysAndValues) {
        Map<String, Object> settings = new HashMap<>(always);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }
}
