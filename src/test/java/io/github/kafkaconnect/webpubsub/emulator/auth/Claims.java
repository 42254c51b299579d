package io.github.kafkaconnect.webpubsub.emulator.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payload of a token whose signature was checked; times are epoch seconds. */
public record Claims(JsonNode payload, List<String> audiences, long expSeconds, long nbfSeconds) {
    static Claims of(JsonNode payload) {
        return new Claims(
                payload,
                texts(payload.get("aud")),
                payload.path("exp").asLong(0),
                payload.path("nbf").asLong(Long.MIN_VALUE / 2));
    }

    /** Whether the token is valid at a time, clocks differing by some seconds at most. */
    public boolean isTimely(Instant time, long skewSeconds) {
        long now = time.getEpochSecond();
        return now <= expSeconds + skewSeconds && now >= nbfSeconds - skewSeconds;
    }

    /** The values of a claim that may be one text or an array of them. */
    public List<String> all(String name) {
        return texts(payload.get(name));
    }

    /** The first value of a claim, or null. */
    public @Nullable String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Every claim as texts, the form in which the connect event carries them. */
    public Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        payload.properties().forEach(field -> texts.put(field.getKey(), texts(field.getValue())));
        return texts;
    }

    private static List<String> texts(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(text(node));
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(text(element)));
        return List.copyOf(texts);
    }

    private static String text(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
