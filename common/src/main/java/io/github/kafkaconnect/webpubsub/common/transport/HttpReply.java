package io.github.kafkaconnect.webpubsub.common.transport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the receiver answers. Headers keep their order and may repeat a name. */
public record HttpReply(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    private static final byte[] NONE = {};

    public HttpReply {
        headers = List.copyOf(headers);
    }

    public static HttpReply of(int status) {
        return new HttpReply(status, List.of(), NONE);
    }

    /** With words for a person. */
    public static HttpReply text(int status, String words) {
        return new HttpReply(
                status,
                List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")),
                words.getBytes(StandardCharsets.UTF_8));
    }
}
