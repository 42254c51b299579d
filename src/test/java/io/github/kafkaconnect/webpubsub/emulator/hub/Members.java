package io.github.kafkaconnect.webpubsub.emulator.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, read with messages that name them; a member that is null counts as absent. */
final class Members {
    private static final List<String> NOT_EMULATED = List.of("eventListeners", "groupPresenceEvents");

    private final JsonNode object;

    Members(JsonNode object) {
        if (!object.isObject()) {
            throw new IllegalArgumentException("expected an object, not " + object);
        }
        this.object = object;
    }

    void allow(String... names) {
        Set<String> known = new TreeSet<>(List.of(names));
        for (Iterator<String> given = object.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            if (!known.contains(name) && !NOT_EMULATED.contains(name)) {
                throw new IllegalArgumentException("unknown member '" + name + "', known are " + known);
            }
        }
    }

    void refuseUnlessEmpty(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isEmpty()) {
            throw new IllegalArgumentException(name + " are not emulated");
        }
    }

    @Nullable
    JsonNode get(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    @Nullable
    String text(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isTextual()) {
            throw new IllegalArgumentException(name + " must be a text, not " + value);
        }
        return value == null ? null : value.textValue();
    }

    JsonNode array(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isArray()) {
            throw new IllegalArgumentException(name + " must be an array, not " + value);
        }
        return value == null ? JsonNodeFactory.instance.arrayNode() : value;
    }
}
