package io.github.kafkaconnect.webpubsub.source.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties.UserProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The member {@code mqtt} of a reply in JSON, with the service's own members: {@code code}, {@code reason}, {@code userProperties}. */
final class MqttMember {
    private static final Set<String> MEMBERS = Set.of("code", "reason", "userProperties");
    private static final String PROPERTIES =
            "mqtt.userProperties is not an array of objects with the texts name and value";

    private MqttMember() {}

    /** @throws IllegalArgumentException naming the member that is wrong */
    static MqttPart read(@Nullable JsonNode given) {
        JsonNode mqtt = given == null ? MissingNode.getInstance() : given;
        if (!mqtt.isMissingNode() && !mqtt.isObject()) {
            throw new IllegalArgumentException("mqtt is no object");
        }
        for (Map.Entry<String, JsonNode> member : mqtt.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw new IllegalArgumentException("mqtt has a member that is none of code, reason, userProperties");
            }
        }
        JsonNode code = mqtt.path("code");
        if (!code.isMissingNode() && !code.isInt()) {
            throw new IllegalArgumentException("mqtt.code is no number");
        }
        JsonNode reason = mqtt.path("reason");
        if (!reason.isMissingNode() && !reason.isTextual()) {
            throw new IllegalArgumentException("mqtt.reason is no text");
        }
        return new MqttPart(
                code.isInt() ? code.intValue() : null, reason.textValue(), properties(mqtt.path("userProperties")));
    }

    private static UserProperties properties(JsonNode array) {
        if (array.isMissingNode()) {
            return UserProperties.NONE;
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException(PROPERTIES);
        }
        List<UserProperty> properties = new ArrayList<>();
        for (JsonNode pair : array) {
            JsonNode name = pair.path("name");
            JsonNode value = pair.path("value");
            if (pair.size() != 2 || !name.isTextual() || !value.isTextual()) {
                throw new IllegalArgumentException(PROPERTIES);
            }
            properties.add(new UserProperty(name.textValue(), value.textValue()));
        }
        return new UserProperties(properties);
    }
}
