package io.github.kafkaconnect.webpubsub.emulator.fault;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request as it was received.
 *
 * @param uri path and query as on the wire
 * @param headers by lower-case name, in the order of arrival
 * @param receivedNanos {@code System.nanoTime()} of its arrival
 * @param status of the answer; 0 when the socket was reset instead
 */
@SuppressWarnings("ArrayRecordComponent") // A payload that was received: never compared, never a key.
public record RecordedRequest(
        String method, String uri, Map<String, List<String>> headers, byte[] body, long receivedNanos, int status) {
    /** The path as on the wire, without the query. */
    public String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The values of a header, whatever the case of its name. */
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
