package io.github.kafkaconnect.webpubsub.sink.workflow;

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
        all.add((place + ' ' + problem).strip());
    }

    List<String> all() {
        return List.copyOf(all);
    }

    /** Members that begin with {@code x-} are extensions and anyone's. */
    void members(JsonNode node, String place, String... known) {
        if (!node.isObject()) {
            add(place, "must be an object");
            return;
        }
        Set<String> allowed = Set.of(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name) && !name.startsWith("x-")) {
                add(place.isEmpty() ? name : place + '.' + name, "is not supported");
            }
        });
    }

    /** Empty when it is not there; anything but a list is a problem. */
    List<JsonNode> elements(JsonNode node, String place) {
        List<JsonNode> elements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(elements::add);
        } else if (!node.isMissingNode()) {
            add(place, "must be a list");
        }
        return elements;
    }

    /** Empty when it is not there, which is a problem. */
    String text(JsonNode node, String place, String member) {
        String text = node.path(member).asText("");
        if (text.isBlank()) {
            add(place + '.' + member, "is missing");
        }
        return text;
    }

    /** Null when the parts that are read have a problem. */
    <T> @Nullable T attempt(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            add(place, "" + e.getMessage());
            return null;
        }
    }
}
