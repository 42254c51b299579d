package io.github.kafkaconnect.webpubsub.sink.mapping;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What is found where a placeholder looks. */
sealed interface Lookup {
    /** There it is, and may be null. */
    record Found(@Nullable Schema schema, @Nullable Object value) implements Lookup {}

    /** There is nothing. */
    record Absent(String problem) implements Lookup {}

    /** A field was asked of something that has none: a wrong converter, not one odd record, so no default applies. */
    record Fieldless(String field, Object value) implements Lookup {}

    /** @param path names of fields of Structs and Maps, from outside to inside */
    static Lookup of(List<String> path, @Nullable Schema rootSchema, @Nullable Object root) {
        Object value = root;
        Schema schema = rootSchema;
        boolean absent = false;
        for (String name : path) {
            if (value instanceof Struct struct) {
                Field field = struct.schema().field(name);
                if (field == null) {
                    return new Absent("has no field '" + name + "'");
                }
                value = struct.get(field);
                schema = field.schema();
            } else if (value instanceof Map<?, ?> map) {
                value = map.get(name);
                schema = schema == null ? null : schema.valueSchema();
                absent = value == null && !map.containsKey(name);
            } else if (value == null) {
                return new Absent("is null before its field '" + name + "'");
            } else {
                return new Fieldless(name, value);
            }
        }
        return absent ? new Absent("is null or absent") : new Found(schema, value);
    }
}
