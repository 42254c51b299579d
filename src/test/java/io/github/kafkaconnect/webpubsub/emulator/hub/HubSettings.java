package io.github.kafkaconnect.webpubsub.emulator.hub;

import java.util.List;

/**
 * The {@code properties} of a hub in the management API.
 *
 * @param eventHandlers ordered; the first that matches an event gets it
 * @param webSocketKeepAliveIntervalInSeconds 1..120
 */
public record HubSettings(
        List<EventHandler> eventHandlers,
        AnonymousConnectPolicy anonymousConnectPolicy,
        int webSocketKeepAliveIntervalInSeconds) {
    /** Whether a client may connect without a token. */
    public enum AnonymousConnectPolicy {
        ALLOW,
        DENY
    }

    /** A hub nobody has configured: no handlers, no anonymous clients, a ping every 20 s. */
    public static final HubSettings DEFAULT = new HubSettings(List.of(), AnonymousConnectPolicy.DENY, 20);
}
