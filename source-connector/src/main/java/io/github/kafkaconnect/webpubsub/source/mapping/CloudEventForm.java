package io.github.kafkaconnect.webpubsub.source.mapping;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.Map;

/** An upstream event as the CloudEvents library has it. */
final class CloudEventForm {
    private CloudEventForm() {}

    /** @param strays receives attributes whose name CloudEvents does not allow, by name */
    static CloudEvent of(CheckedEvent checked, Map<String, String> strays) {
        CloudEventBuilder builder = CloudEventBuilder.v1();
        checked.event().attributes().forEach((name, value) -> {
            switch (name) {
                case "specversion" -> {
                    // Given by the builder.
                }
                case "id" -> builder.withId(value);
                case "type" -> builder.withType(value);
                case "source" -> builder.withSource(URI.create(value));
                case "time" -> builder.withTime(checked.time());
                case "subject" -> builder.withSubject(value);
                case "dataschema" -> builder.withDataSchema(URI.create(value));
                case "datacontenttype" -> builder.withDataContentType(value);
                default -> {
                    if (isExtensionName(name)) {
                        builder.withExtension(name, value);
                    } else {
                        strays.put(name, value);
                    }
                }
            }
        });
        return builder.withData(checked.data()).build();
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
