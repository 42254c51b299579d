package io.github.kafkaconnect.webpubsub.emulator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoded parameters of a query; names are told apart by case. */
public record Query(Map<String, List<String>> valuesByName) {
    /** @throws IllegalArgumentException when an escape is malformed */
    public static Query parse(String raw) {
        if (raw.isEmpty()) {
            return new Query(Map.of());
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        while (start <= raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            if (end > start) {
                int equals = raw.indexOf('=', start);
                boolean valued = equals >= 0 && equals < end;
                String name = Percent.decodeQuery(raw.substring(start, valued ? equals : end));
                String value = valued ? Percent.decodeQuery(raw.substring(equals + 1, end)) : "";
                values.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return new Query(values);
    }

    public List<String> all(String name) {
        return valuesByName.getOrDefault(name, List.of());
    }

    /** The last value, or null when the parameter is absent. */
    public @Nullable String last(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }
}
