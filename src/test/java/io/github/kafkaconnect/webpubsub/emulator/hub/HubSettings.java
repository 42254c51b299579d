package io.github.kafkaconnect.webpubsub.emulator.hub;

import java.util.List;
import java.util.Optional;

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

    public HubSettings {
        if (webSocketKeepAliveIntervalInSeconds < 1 || webSocketKeepAliveIntervalInSeconds > 120) {
            throw new IllegalArgumentException(
                    "webSocketKeepAliveIntervalInSeconds must be 1..120, not " + webSocketKeepAliveIntervalInSeconds);
        }
        eventHandlers = List.copyOf(eventHandlers);
    }

    /** The same hub with these handlers. */
    public HubSettings withEventHandlers(EventHandler... handlers) {
        return new HubSettings(List.of(handlers), anonymousConnectPolicy, webSocketKeepAliveIntervalInSeconds);
    }

    /** The handler that gets a system event, by the event's name: {@code connect}, {@code connected}, {@code disconnected}. */
    public Optional<EventHandler> systemEventHandler(String event) {
        return eventHandlers.stream()
                .filter(handler -> handler.takesSystemEvent(event))
                .findFirst();
    }

    /** The handler that gets a user event, by the event's name. */
    public Optional<EventHandler> userEventHandler(String event) {
        return eventHandlers.stream()
                .filter(handler -> handler.takesUserEvent(event))
                .findFirst();
    }
}
