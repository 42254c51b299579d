package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.List;
import java.util.Map;

/**
 * One HTTP request to the sender's endpoint.
 *
 * @param head may be shared with other requests
 * @param body not copied: must not change until the exchange has ended; may be empty
 */
public record HttpRequest(RequestHead head, byte[] body) {
    /** A request with a head of its own; see {@link RequestHead} for what is refused. */
    public HttpRequest(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        this(new RequestHead(method, target, headers), body);
    }

    public String method() {
        return head.method();
    }

    public String target() {
        return head.target();
    }
}
