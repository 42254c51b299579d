package io.github.kafkaconnect.webpubsub.emulator.http;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A request, read completely.
 *
 * @param uri path and query as on the wire
 * @param receivedNanos {@code System.nanoTime()} of its arrival
 */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
public record Request(String method, String uri, HttpHeaders headers, byte[] body, long receivedNanos) {
    /** The path as on the wire, without the query. */
    public String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** The query as on the wire; empty when there is none. */
    public String rawQuery() {
        int query = uri.indexOf('?');
        return query < 0 ? "" : uri.substring(query + 1);
    }

    /** The value of a header, whatever the case of its name. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The token of {@code Authorization: Bearer}; null when there is none. */
    public @Nullable String bearer() {
        String authorization = header("authorization");
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : null;
    }
}
