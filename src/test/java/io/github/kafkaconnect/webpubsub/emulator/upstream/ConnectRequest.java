package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.List;
import java.util.Map;

/**
 * What the handshake of a client brought along; goes to the handler as the body of the connect event.
 *
 * @param claims all claims of the access token, empty for an anonymous client
 * @param query query parameters; {@code access_token} is left out when the event is written
 * @param headers request headers in their own case; {@code Authorization} is left out when the event is written
 * @param subprotocols WebSocket subprotocols the client offered, in its order
 */
public record ConnectRequest(
        Map<String, List<String>> claims,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        List<String> subprotocols) {}
