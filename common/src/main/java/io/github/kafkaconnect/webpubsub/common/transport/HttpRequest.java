package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.List;
import java.util.Map;

/**
 * One HTTP request to the sender's endpoint.
 *
 * @param method such as {@code POST}
 * @param target path and query exactly as they go on the wire, already percent-encoded
 * @param headers names and values, without {@code Host} and {@code Content-Length}
 * @param body not copied: must not change until the exchange has ended; may be empty
 */
public record HttpRequest(String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {}
