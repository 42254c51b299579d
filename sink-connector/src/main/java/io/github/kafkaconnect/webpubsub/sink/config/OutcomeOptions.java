package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.ClientSettings;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where is told what became of records.
 *
 * @param topic empty when nobody is told
 * @param secrets whether clients' tokens are told too
 * @param required whether a record is finished only when its outcome is written
 * @param producer settings of the producer, without their prefix; some are secrets
 */
public record OutcomeOptions(String topic, boolean secrets, boolean required, Map<String, Object> producer) {
    /** What follows it goes to the producer that writes outcomes. */
    public static final String PRODUCER_PREFIX = "outcome.producer.";

    public static final Option<String> TOPIC = Option.text(
                    "outcome.topic",
                    "Topic that gets one JSON record for each record that was delivered, refused or skipped (but none for one"
                            + " that asks for nothing, such as a tombstone): operation, target,"
                            + " status, attempts, time, error code, and what a question or a workflow yields. Keyed by target. Needs"
                            + " outcome.producer.bootstrap.servers; everything behind outcome.producer. goes to its producer.")
            .optional()
            .example("webpubsub.outcomes");

    public static final Option<Boolean> SECRETS = Option.flag(
                    "outcome.secrets", "Whether outcomes hold the tokens that were made for clients.")
            .defaultTo(false)
            .low()
            .visible(Visibility::ofOutcomes);

    public static final Option<Boolean> REQUIRED = Option.flag(
                    "outcome.required",
                    "true: a record is finished only when its outcome is written, so every outcome is written at least once;"
                            + " while the broker does not take them records wait, and what can never be written fails the task. false: an"
                            + " outcome that cannot be written is logged and lost.")
            .defaultTo(true)
            .visible(Visibility::ofOutcomes);

    static final OptionGroup GROUP = OptionGroup.of("Outcomes", TOPIC, SECRETS, REQUIRED);

    /** @param properties as the user wrote them, for the settings of the producer */
    public static OutcomeOptions from(ParsedConfig config, Map<String, String> properties) {
        return new OutcomeOptions(
                config.find(TOPIC).orElse("").trim(), config.get(SECRETS), config.get(REQUIRED), producer(properties));
    }

    private static Map<String, Object> producer(Map<String, String> properties) {
        Map<String, Object> producer = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(PRODUCER_PREFIX)) {
                producer.put(key.substring(PRODUCER_PREFIX.length()), value);
            }
        });
        return producer;
    }

    /** What the producer of outcomes gets: what was given for it, and what it cannot do without. */
    public Map<String, Object> producerSettings(String clientId) {
        return settings(producer, clientId);
    }

    /** All that is wrong with the settings of the producer, in texts that name keys and no values. */
    static List<String> producerProblems(Map<String, String> properties) {
        return new ClientSettings(PRODUCER_PREFIX, ProducerConfig.configDef(), ProducerConfig::new)
                .problems(settings(producer(properties), "validation"));
    }

    private static Map<String, Object> settings(Map<String, Object> given, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.putAll(given);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return settings;
    }

    public boolean isOn() {
        return !topic.isEmpty();
    }

    @Override
    public String toString() {
        return "OutcomeOptions[topic=" + topic + "]";
    }
}
