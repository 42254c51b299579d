package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties.UserProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code webpubsub-mqtt-code}, {@code webpubsub-mqtt-reason} and {@code webpubsub-mqtt-property-*}. Not simply {@code mqtt-*}, which an
 * event's record has: an application that hands the headers of an event on would send its client's properties back.
 */
final class MqttHeaders {
    private static final String CODE = "webpubsub-mqtt-code";
    private static final String REASON = "webpubsub-mqtt-reason";
    private static final String PROPERTY = "webpubsub-mqtt-property-";

    private MqttHeaders() {}

    /** @param headers by lower-case name */
    static MqttPart read(Map<String, String> headers) {
        List<UserProperty> properties = headers.entrySet().stream()
                .filter(header -> header.getKey().startsWith(PROPERTY))
                .map(header -> new UserProperty(header.getKey().substring(PROPERTY.length()), header.getValue()))
                .sorted(Comparator.comparing(UserProperty::name))
                .toList();
        return new MqttPart(code(headers.get(CODE)), headers.get(REASON), new UserProperties(properties));
    }

    private static @Nullable Integer code(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(CODE + " is no number");
        }
    }
}
