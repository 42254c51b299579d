package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * An operation as an HTTP request.
 *
 * @param pathAndQuery as it goes on the wire and, behind the endpoint, into the token's audience
 * @param contentType empty when there is no body
 * @param body not copied: must not change; the service wants its Content-Length and takes no chunked body
 */
public record EncodedOperation(String method, String pathAndQuery, String contentType, byte[] body) {}
