package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** Configurations of the sink, one word at a time. */
final class SinkConfig {

    static final String CONNECTOR = "io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector";
    static final String HUB = "chat";

    private static final String STRINGS = "org.apache.kafka.connect.storage.StringConverter";

    private SinkConfig() {}

    /** Each record goes to the group that its key names. */
    static Map<String, String> toGroupOfKey(Emulator emulator, String topic) {
        return with(
                Map.of(),
                "connector.class",
                CONNECTOR,
                "topics",
                topic,
                "key.converter",
                STRINGS,
                "value.converter",
                STRINGS,
                "header.converter",
                STRINGS,
                "webpubsub.connection.string",
                emulator.connectionString(),
                "webpubsub.hub",
                HUB,
                "webpubsub.target",
                "group",
                "webpubsub.target.name",
                "${key}");
    }

    /** The same with these options added or replaced. */
    static Map<String, String> with(Map<String, String> config, String... keysAndValues) {
        Map<String, String> changed = new HashMap<>(config);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            changed.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return changed;
    }

    /** What the connector itself says of a configuration, all of it. */
    static List<String> problems(Map<String, String> config) {
        return new WebPubSubSinkConnector()
                .validate(config).configValues().stream()
                        .map(ConfigValue::errorMessages)
                        .flatMap(List::stream)
                        .toList();
    }
}
