package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One event that the service posted to its event handler.
 *
 * @param attributes CloudEvents attributes, known and unknown, by lower-case name without prefix ({@code connectionid}); always has
 *     {@code id}, {@code source}, {@code type}, {@code specversion}, {@code hub}, {@code connectionid} and {@code eventname};
 *     {@code datacontenttype} is the request's {@code Content-Type}
 * @param headers what else belongs to the event, by lower-case name: {@code mqtt-*} user properties and
 *     {@code x-webpubsub-metadata-*}
 * @param data the body as received; like the maps not copied, none must be changed
 */
public record UpstreamEvent(Kind kind, Map<String, String> attributes, Map<String, String> headers, byte[] data) {
    public UpstreamEvent {
        attributes = Collections.unmodifiableMap(attributes);
        headers = Collections.unmodifiableMap(headers);
    }

    public String hub() {
        return required("hub");
    }

    public String connectionId() {
        return required("connectionid");
    }

    public String eventName() {
        return required("eventname");
    }

    public String id() {
        return required("id");
    }

    public String type() {
        return required("type");
    }

    public Optional<String> userId() {
        return attribute("userid");
    }

    public Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private String required(String name) {
        return attribute(name).orElseThrow(() -> new IllegalStateException("an event without " + name));
    }

    /** What happened. Events that later versions of the service add are {@link #OTHER}. */
    public enum Kind {
        /** A client wants to connect; the service waits for the answer before it accepts. */
        CONNECT,
        CONNECTED,
        DISCONNECTED,
        /** A user event named {@code message}; the service waits for the answer before the client's next one. */
        MESSAGE,
        /** A user event with a name of the client's choice; the service waits as for a message. */
        CUSTOM,
        /** A connection has come into a group; only where the hub's settings ask for it. */
        GROUP_JOINED,
        GROUP_LEFT,
        OTHER;

        /** The word for templates, logs and metrics, such as {@code group-joined}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
