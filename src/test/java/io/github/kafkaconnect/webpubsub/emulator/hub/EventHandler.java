package io.github.kafkaconnect.webpubsub.emulator.hub;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
    /** The event that a validation request names instead of a real one. */
    public static final String VALIDATE = "validate";

    private static final List<String> SYSTEM_EVENTS = List.of("connect", "connected", "disconnected");

    /**
     * @param type {@code None} or {@code ManagedIdentity}
     * @param resource audience of the bearer token, null with {@code None}
     */
    public record Auth(String type, @Nullable String resource) {
        public static final Auth NONE = new Auth("None", null);

        public Auth {
            boolean none = type.equals("None") && resource == null;
            boolean managed = type.equals("ManagedIdentity") && resource != null && !resource.isBlank();
            if (!none && !managed) {
                throw new IllegalArgumentException(
                        "auth must be {type: None} or {type: ManagedIdentity, managedIdentity: {resource}}");
            }
        }

        /** The audience of the bearer token is {@code resource}. */
        public static Auth managedIdentity(String resource) {
            return new Auth("ManagedIdentity", resource);
        }
    }

    /** @throws IllegalArgumentException when the template, the pattern or an event name breaks the service's rules */
    public EventHandler {
        UrlTemplate.check(urlTemplate);
        if (userEventPattern != null
                && Stream.of(userEventPattern.split(",", -1)).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "userEventPattern must be * or names joined by comma, not '" + userEventPattern + "'");
        }
        for (String event : systemEvents) {
            if (!SYSTEM_EVENTS.contains(event)) {
                throw new IllegalArgumentException(
                        "systemEvents may hold " + SYSTEM_EVENTS + ", but holds '" + event + "'");
            }
        }
        systemEvents = Collections.unmodifiableSet(new LinkedHashSet<>(systemEvents));
    }

    /** A handler without authentication that gets every event. */
    public static EventHandler ofEverything(String urlTemplate) {
        return new EventHandler(urlTemplate, "*", new LinkedHashSet<>(SYSTEM_EVENTS), Auth.NONE);
    }

    /** The address for one event, names percent-encoded. */
    public URI url(String hub, String event) {
        return UrlTemplate.expand(urlTemplate, hub, event);
    }

    boolean takesSystemEvent(String event) {
        return systemEvents.contains(event);
    }

    /** Names compare without regard to case, as the service team's own emulator does it. */
    boolean takesUserEvent(String event) {
        return userEventPattern != null
                && Stream.of(userEventPattern.split(","))
                        .map(String::trim)
                        .anyMatch(pattern -> pattern.equals("*") || pattern.equalsIgnoreCase(event));
    }
}
