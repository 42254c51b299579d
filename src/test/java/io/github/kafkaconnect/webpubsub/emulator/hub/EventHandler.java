package io.github.kafkaconnect.webpubsub.emulator.hub;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a hub's ordered {@code eventHandlers}.
 *
 * @param urlTemplate address with {@code {hub}} and {@code {event}}, neither in the host
 * @param userEventPattern {@code *}, or names joined by comma; null when no user event is wanted
 * @param systemEvents the wanted ones of {@code connect}, {@code connected}, {@code disconnected}
 * @param auth how the service proves itself to the handler
 */
public record EventHandler(String urlTemplate, @Nullable String userEventPattern, Set<String> systemEvents, Auth auth) {
    /**
     * @param type {@code None} or {@code ManagedIdentity}
     * @param resource audience of the bearer token, null with {@code None}
     */
    public record Auth(String type, @Nullable String resource) {
        public static final Auth NONE = new Auth("None", null);
    }
}
