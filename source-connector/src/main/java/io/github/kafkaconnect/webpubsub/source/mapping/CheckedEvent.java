package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * An event that is a CloudEvent but for names of attributes that CloudEvents does not allow: what it must have it has, its URIs are such and
 * its time is one.
 *
 * @param data the event's data, possibly without credentials; not copied
 * @param time null when the event has none
 */
record CheckedEvent(UpstreamEvent event, byte[] data, @Nullable OffsetDateTime time) {

    /** @throws WebPubSubException EVENT_MALFORMED for a time or URI that is none */
    static CheckedEvent of(UpstreamEvent event, EventTimes times, byte[] data) {
        requireUri(event, "source");
        requireUri(event, "dataschema");
        return new CheckedEvent(event, data, time(event, times));
    }

    @Nullable
    String dataContentType() {
        return event.attributes().get("datacontenttype");
    }

    private static void requireUri(UpstreamEvent event, String name) {
        String value = event.attributes().get(name);
        if (value == null || isPlainPath(value)) {
            return;
        }
        try {
            URI.create(value);
        } catch (IllegalArgumentException e) {
            throw malformed(name);
        }
    }

    /** As the service writes them; saves the parser of URIs. */
    private static boolean isPlainPath(String value) {
        if (!value.startsWith("/") || value.startsWith("//")) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '/' && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable OffsetDateTime time(UpstreamEvent event, EventTimes times) {
        String value = event.attributes().get("time");
        try {
            return value == null ? null : times.parse(value);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw malformed("time");
        }
    }

    private static WebPubSubException malformed(String name) {
        return new WebPubSubException(ErrorCode.EVENT_MALFORMED, "ce-" + name + " has a form that CloudEvents forbids");
    }
}
