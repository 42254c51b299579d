package io.github.kafkaconnect.webpubsub.common.transport;

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
}
