package io.github.kafkaconnect.webpubsub.source.mapping;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An upstream event as the CloudEvents library has it. */
final class CloudEventForm {
    private CloudEventForm() {}

    /**
     * @param times parses the event's time
     * @param data the event's data, possibly without credentials
     * @param strays receives attributes whose name CloudEvents does not allow, by name
     * @throws WebPubSubException EVENT_MALFORMED for a time or URI that is none
     */
    static CloudEvent of(UpstreamEvent event, EventTimes times, byte[] data, Map<String, String> strays) {
        CloudEventBuilder builder = CloudEventBuilder.v1();
        event.attributes().forEach((name, value) -> {
            if (!set(builder, times, name, value)) {
                strays.put(name, value);
            }
        });
        return builder.withData(data).build();
    }

    /** The time of an event that has passed {@link #of}. */
    static @Nullable OffsetDateTime timeOf(UpstreamEvent event) {
        return event.attribute("time").map(OffsetDateTime::parse).orElse(null);
    }

    static byte[] dataOf(CloudEvent event) {
        return event.getData() == null ? new byte[0] : event.getData().toBytes();
    }

    private static boolean set(CloudEventBuilder builder, EventTimes times, String name, String value) {
        try {
            switch (name) {
                case "specversion" -> {
                    // Given by the builder.
                }
                case "id" -> builder.withId(value);
                case "type" -> builder.withType(value);
                case "source" -> builder.withSource(URI.create(value));
                case "time" -> builder.withTime(times.parse(value));
                case "subject" -> builder.withSubject(value);
                case "dataschema" -> builder.withDataSchema(URI.create(value));
                case "datacontenttype" -> builder.withDataContentType(value);
                default -> {
                    if (!isExtensionName(name)) {
                        return false;
                    }
                    builder.withExtension(name, value);
                }
            }
            return true;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new WebPubSubException(
                    ErrorCode.EVENT_MALFORMED, "ce-" + name + " has a form that CloudEvents forbids");
        }
    }

    private static boolean isExtensionName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.equals("data");
    }
}
