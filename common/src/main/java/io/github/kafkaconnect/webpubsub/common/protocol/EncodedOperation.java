package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.List;
import java.util.Map;

/**
 * An operation as an HTTP request.
 *
 * @param pathAndQuery as it goes on the wire and, behind the endpoint, into the token's audience
 * @param contentType empty when there is no body
 * @param headers others than those that every request has
 * @param body not copied: must not change; the service wants its Content-Length and takes no chunked body
 */
public record EncodedOperation(
        String method, String pathAndQuery, String contentType, List<Map.Entry<String, String>> headers, byte[] body) {
    public EncodedOperation(String method, String pathAndQuery, String contentType, byte[] body) {
        this(method, pathAndQuery, contentType, List.of(), body);
    }
}
