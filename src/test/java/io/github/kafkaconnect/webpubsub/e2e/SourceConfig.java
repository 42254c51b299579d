package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import java.util.Map;

/** A configuration of the source, and the hub settings that send events to it. */
final class SourceConfig {

    static final String CONNECTOR = "io.github.kafkaconnect.webpubsub.source.WebPubSubSourceConnector";
    static final String HUB = "chat";

    private SourceConfig() {}

    /** All events of the hub go to one topic, keyed by connection. */
    static Map<String, String> toTopic(Emulator emulator, int port, String topic) {
        return Map.of(
                "connector.class",
                CONNECTOR,
                "webpubsub.connection.string",
                emulator.connectionString(),
                "webpubsub.hub",
                HUB,
                "upstream.listen.address",
                "127.0.0.1:" + port,
                "topic",
                topic,
                "key.converter",
                "org.apache.kafka.connect.storage.StringConverter",
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "header.converter",
                "org.apache.kafka.connect.storage.StringConverter");
    }

    /** A hub that sends every event to the source on that port. */
    static HubSettings eventsTo(int port) {
        return HubSettings.DEFAULT.withEventHandlers(
                EventHandler.ofEverything("http://127.0.0.1:" + port + "/eventhandler"));
    }
}
