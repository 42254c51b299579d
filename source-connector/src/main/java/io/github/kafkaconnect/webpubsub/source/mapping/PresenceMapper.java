package io.github.kafkaconnect.webpubsub.source.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.config.DataForm;
import io.github.kafkaconnect.webpubsub.source.config.EventTemplate;
import io.github.kafkaconnect.webpubsub.source.config.RecordMode;
import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Turns the beginning of a connection into a record of who is online, and its end into a tombstone. The value is the same JSON object in
 * whatever form the connector's value converter can write. Safe for many threads.
 */
public final class PresenceMapper {
    /** As {@link EventStruct} has them: registered for years. */
    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("io.github.kafkaconnect.webpubsub.Presence")
            .version(1)
            .doc("A connection that is online")
            .field("hub", Schema.OPTIONAL_STRING_SCHEMA)
            .field("connectionId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("userId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("subprotocol", Schema.OPTIONAL_STRING_SCHEMA)
            .field("sessionId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("physicalConnectionId", Schema.OPTIONAL_STRING_SCHEMA)
            .field("time", Schema.OPTIONAL_STRING_SCHEMA)
            .field("eventId", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static final JsonFactory GENERATORS = new JsonFactory();
    /** More than what the record's frame, and the schema in JSON, add. */
    private static final int FIXED_BYTES = 1_200;

    private final RecordSettings config;
    private final EventTemplate topic;
    private final LongSupplier wallMs;

    /** @param wallMs milliseconds since 1970, by the worker's clock */
    public PresenceMapper(RecordSettings config, EventTemplate topic, LongSupplier wallMs) {
        this.config = config;
        this.topic = topic;
        this.wallMs = wallMs;
    }

    /**
     * The record of an event that has become a record already; null for one that says nothing of presence.
     *
     * @param hub as configured
     */
    public @Nullable PresenceRecord map(String hub, UpstreamEvent event) {
        return switch (event.kind()) {
            case CONNECTED -> record(PresenceRecord.Change.ONLINE, body(hub, event), hub, event);
            case DISCONNECTED -> record(PresenceRecord.Change.OFFLINE, null, hub, event);
            case CONNECT, MESSAGE, CUSTOM, GROUP_JOINED, GROUP_LEFT, OTHER -> null;
        };
    }

    private PresenceRecord record(PresenceRecord.Change change, @Nullable Body body, String hub, UpstreamEvent event) {
        int bytes = FIXED_BYTES
                + (body == null ? 0 : body.bytes())
                + Weight.text(config.form().key(), event.connectionId());
        Limit.check(bytes, config.maxBytes());
        MappedRecord record = new MappedRecord(
                topic.render(hub, event),
                config.timestamp() ? RecordTime.of(timeOf(event), wallMs.getAsLong()) : null,
                event.connectionId(),
                body,
                new ConnectHeaders(),
                bytes);
        return new PresenceRecord(change, PresenceRecord.Connection.of(hub, event), event.id(), record);
    }

    /** It was parsed before. */
    private static @Nullable OffsetDateTime timeOf(UpstreamEvent event) {
        return event.attribute("time").map(OffsetDateTime::parse).orElse(null);
    }

    private Body body(String hub, UpstreamEvent event) {
        Map<String, String> facts = facts(hub, event);
        if (config.form().mode() == RecordMode.STRUCT) {
            Struct struct = new Struct(SCHEMA);
            facts.forEach(struct::put);
            return new Body(SCHEMA, struct, weigh(facts));
        }
        boolean binary = config.form().mode() == RecordMode.BINARY;
        if (binary && config.form().data() == DataForm.JSON) {
            return new Body(null, facts, weigh(facts));
        }
        String json = json(facts);
        if (binary && config.form().data() == DataForm.TEXT) {
            return new Body(
                    Schema.STRING_SCHEMA, json, Weight.text(config.form().value(), json));
        }
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Body(Schema.BYTES_SCHEMA, bytes, Weight.bytes(config.form().value(), bytes.length));
    }

    private static Map<String, String> facts(String hub, UpstreamEvent event) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("hub", hub);
        facts.put("connectionId", event.connectionId());
        event.userId().ifPresent(userId -> facts.put("userId", userId));
        event.attribute("subprotocol").ifPresent(subprotocol -> facts.put("subprotocol", subprotocol));
        event.attribute("sessionid").ifPresent(session -> facts.put("sessionId", session));
        event.attribute("physicalconnectionid").ifPresent(id -> facts.put("physicalConnectionId", id));
        event.attribute("time").ifPresent(time -> facts.put("time", time));
        facts.put("eventId", event.id());
        return facts;
    }

    private static int weigh(Map<String, String> facts) {
        int bytes = 2;
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            bytes += Weight.jsonText(fact.getKey()) + Weight.jsonText(fact.getValue()) + 2;
        }
        return bytes;
    }

    private static String json(Map<String, String> facts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = GENERATORS.createGenerator(text)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                generator.writeStringField(fact.getKey(), fact.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
