package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code X-WebPubSub-Metadata-*} headers of a send: keys up to 256 bytes in lower case, values up to 1024 bytes of
 * ASCII, 8 KiB together; of a repeated or comma-joined one the last value counts.
 */
final class Metadata {
    private static final String PREFIX = "x-webpubsub-metadata-";
    private static final int KEY_MAX = 256;
    private static final int VALUE_MAX = 1024;
    private static final int TOTAL_MAX = 8 * 1024;

    private Metadata() {}

    static Map<String, String> of(Request request) throws RestError {
        Map<String, String> metadata = Map.of();
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
                metadata = metadata.isEmpty() ? new LinkedHashMap<>() : metadata;
                String key = header.getKey().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
                String joined = header.getValue();
                metadata.put(key, joined.substring(joined.lastIndexOf(',') + 1).trim());
            }
        }
        check(metadata);
        return metadata;
    }

    private static void check(Map<String, String> metadata) throws RestError {
        int total = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            int key = entry.getKey().length();
            String value = entry.getValue();
            boolean ascii = value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
            if (key == 0 || key > KEY_MAX || value.length() > VALUE_MAX || !ascii) {
                throw RestError.badRequest("Request", "Invalid metadata header.");
            }
            total += key + value.length();
        }
        if (total > TOTAL_MAX) {
            throw RestError.badRequest("Request", "The metadata headers are too large.");
        }
    }
}
