package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.source.config.DataForm;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * An event as a struct. Its schemas have names and versions of their own: a change of one is a new version, and only fields that may be
 * absent are added, so that registries accept it.
 */
final class EventStruct {
    private static final String NAMESPACE = "io.github.kafkaconnect.webpubsub.";
    private static final int VERSION = 1;
    /** Attributes that have a field; the others are extensions. */
    private static final List<String> TEXTS = List.of(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "datacontenttype",
            "dataschema",
            "hub",
            "connectionid",
            "eventname",
            "userid",
            "subprotocol",
            "connectionstate",
            "physicalconnectionid",
            "sessionid",
            "namespace",
            "socketid");

    private static final Set<String> FIELDS = Set.copyOf(TEXTS);
    static final Schema WITH_BYTES = schema("BytesEvent", Schema.OPTIONAL_BYTES_SCHEMA);
    static final Schema WITH_TEXT = schema("TextEvent", Schema.OPTIONAL_STRING_SCHEMA);
    /** More than what JSON has for the schema, the names of the fields and what is null. */
    static final int FIXED_BYTES = 3_000;

    private EventStruct() {}

    private static Schema schema(String name, Schema data) {
        SchemaBuilder builder =
                SchemaBuilder.struct().name(NAMESPACE + name).version(VERSION).doc("An event of Azure Web PubSub");
        TEXTS.forEach(text -> builder.field(text, Schema.OPTIONAL_STRING_SCHEMA));
        return builder.field("time", Timestamp.builder().optional().build())
                .field("extensions", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA))
                .field("dataencoding", Schema.OPTIONAL_STRING_SCHEMA)
                .field("data", data)
                .build();
    }

    /** Attributes are taken as they came. */
    static Body of(CheckedEvent checked, DataForm form) {
        Schema schema = form == DataForm.BYTES ? WITH_BYTES : WITH_TEXT;
        Struct struct = new Struct(schema);
        Map<String, String> extensions = new HashMap<>();
        int bytes = FIXED_BYTES;
        for (Map.Entry<String, String> attribute : checked.event().attributes().entrySet()) {
            String name = attribute.getKey();
            if (FIELDS.contains(name)) {
                struct.put(name, attribute.getValue());
            } else if (!name.equals("time")) {
                extensions.put(name, attribute.getValue());
            }
            bytes += Weight.jsonText(name) + Weight.jsonText(attribute.getValue()) + 2;
        }
        OffsetDateTime time = checked.time();
        struct.put("time", time == null ? null : Date.from(time.toInstant()));
        EventData data = EventData.field(form, checked.dataContentType(), checked.data());
        struct.put("extensions", extensions).put("data", data.value()).put("dataencoding", data.encoding());
        return new Body(schema, struct, bytes + data.bytes());
    }
}
