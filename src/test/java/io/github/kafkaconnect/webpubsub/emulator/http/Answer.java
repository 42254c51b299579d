package io.github.kafkaconnect.webpubsub.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a request; with a body, its content type is among the headers. */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
public record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /** A status alone. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING);
    }

    public static Answer json(int status, String json) {
        return new Answer(
                status,
                Map.of("content-type", "application/json; charset=utf-8"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** The same answer with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}
