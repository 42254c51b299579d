package io.github.kafkaconnect.webpubsub.common.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What clients of MQTT 5 get besides a payload or a code: pairs of texts in order, of which several may have the same name. In the answer to a
 * {@code connect} they are part of its JSON, in that to a user event headers {@code mqtt-<name>}, which take less.
 */
public record UserProperties(List<UserProperty> values) {
    public static final UserProperties NONE = new UserProperties(List.of());

    private static final int MAX_BYTES = 65_535;
    private static final int HEADERS_MAX = 8_192;

    /** @throws IllegalArgumentException for a text that no packet can hold, never with a value */
    public UserProperties {
        values = List.copyOf(values);
        values.forEach(property -> {
            check("name", property.name());
            check("value", property.value());
        });
    }

    /** One pair. */
    public record UserProperty(String name, String value) {}

    private static void check(String what, String text) {
        boolean fits = Names.isWellFormed(text)
                && text.indexOf(0) < 0
                && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
        if (!fits) {
            throw new IllegalArgumentException("the " + what + " of a user property of MQTT is Unicode text of at most "
                    + MAX_BYTES + " bytes without U+0000");
        }
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** @throws IllegalArgumentException for what no header {@code mqtt-<name>} can carry, never with a value */
    void checkHeaders() {
        int total = 0;
        for (UserProperty property : values) {
            if (!Metadata.isName(property.name()) || !Metadata.isValue(property.value())) {
                throw new IllegalArgumentException("a user property of MQTT is a header in the answer to a user event:"
                        + " its name is letters, digits and marks, its value printable ASCII of at most "
                        + Metadata.VALUE_MAX + " characters; encode others");
            }
            total += property.name().length() + property.value().length();
        }
        if (total > HEADERS_MAX) {
            throw new IllegalArgumentException("user properties of MQTT have " + total + " bytes, the headers of an"
                    + " answer to a user event take " + HEADERS_MAX);
        }
    }

    /** Adds {@code userProperties}, where there are any. */
    void writeTo(ObjectNode mqtt) {
        if (!values.isEmpty()) {
            ArrayNode array = mqtt.putArray("userProperties");
            values.forEach(
                    property -> array.addObject().put("name", property.name()).put("value", property.value()));
        }
    }

    @Override
    public String toString() {
        return "UserProperties[" + values.size() + "]";
    }
}
