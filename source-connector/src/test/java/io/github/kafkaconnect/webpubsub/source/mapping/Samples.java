package io.github.kafkaconnect.webpubsub.source.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events, and mappers by the options that users write. */
final class Samples {
    static final String TIME = "2026-03-04T05:06:07Z";
    static final long TIME_MS = Instant.parse(TIME).toEpochMilli();

    private Samples() {}

    /** A mapper whose clock stands a second after the time of the events, changed by pairs of keys and values. */
    static EventMapper mapper(String... options) {
        return new EventMapper(settings(options), () -> TIME_MS + 1_000);
    }

    static RecordSettings settings(String... options) {
        return SourceConfig.parse(TaskUnderTest.properties(8090, options)).records();
    }

    /** An event, changed by pairs of attributes and values. */
    static UpstreamEvent event(Kind kind, String data, String... more) {
        return event(kind, data.getBytes(UTF_8), more);
    }

    static UpstreamEvent event(Kind kind, byte[] data, String... more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", "1");
        attributes.put("source", "/hubs/chat/client/c1");
        attributes.put("type", "azure.webpubsub.user.message");
        attributes.put("time", TIME);
        attributes.put("hub", "CHAT");
        attributes.put("connectionid", "c1");
        attributes.put("eventname", "message");
        attributes.put("datacontenttype", "text/plain");
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], more[i + 1]);
        }
        return new UpstreamEvent(kind, attributes, Map.of("mqtt-room", "r"), data);
    }

    static Map<String, Object> headers(MappedRecord record) {
        Map<String, Object> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }
}
