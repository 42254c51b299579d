package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a document, each with its place. */
final class Problems {
    private final List<String> all = new ArrayList<>();

    void add(String place, String problem) {
        all.add(place + ": " + problem);
    }

    List<String> all() {
        return List.copyOf(all);
    }

    /** Whether it is an object; members that are not known are problems, for a rule must not lose a condition by a slip of the pen. */
    boolean isObject(JsonNode node, String place, String... known) {
        if (!node.isObject()) {
            add(place, "must be an object of " + String.join(", ", known));
            return false;
        }
        Set<String> allowed = Set.of(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                add(place + '.' + name, "is unknown here; there are " + String.join(", ", known));
            }
        });
        return true;
    }

    /** Null, with a problem, for anything but text. YAML reads 007 as a number and yes as true; quotes end the guessing. */
    @Nullable
    String text(JsonNode node, String place) {
        if (node.isTextual()) {
            return node.textValue();
        }
        add(place, node.isValueNode() ? "must be a text; put it in quotes" : "must be a text");
        return null;
    }

    /** The same for a text in which nothing is filled in. Taken as it stands, a place would be a condition that nobody meets. */
    @Nullable
    String plainText(JsonNode node, String place) {
        String text = text(node, place);
        if (text == null || !text.contains("${")) {
            return text;
        }
        add(
                place,
                "has ${…}: nothing is filled in here, and a placeholder of a config provider was not resolved by the worker");
        return null;
    }

    /** Null when the parts that are read have a problem. */
    <T> @Nullable T attempt(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            add(place, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
