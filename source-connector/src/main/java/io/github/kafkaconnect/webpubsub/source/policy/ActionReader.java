package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectRefusal;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a rule does: {@code accept} or {@code refuse}. */
final class ActionReader {
    private static final int REQUEST_TIMEOUT = 408;

    private final Problems problems;

    ActionReader(Problems problems) {
        this.problems = problems;
    }

    /** @param rule has one of the two members, whose value may be empty */
    Action read(JsonNode rule, String place) {
        if (rule.has("accept") == rule.has("refuse")) {
            problems.add(place, "must have one of accept and refuse");
        } else if (rule.has("accept")) {
            return accept(orEmpty(rule.get("accept")), place + ".accept");
        } else {
            return refuse(orEmpty(rule.get("refuse")), place + ".refuse");
        }
        return Action.Refuse.PLAIN;
    }

    /** YAML says null for {@code accept:} with nothing behind. */
    private static JsonNode orEmpty(JsonNode node) {
        return node.isNull() ? JsonNodeFactory.instance.objectNode() : node;
    }

    private Action refuse(JsonNode node, String place) {
        if (!problems.isObject(node, place, "status", "reason", "mqttCode", "mqttProperties")) {
            return Action.Refuse.PLAIN;
        }
        int status = PolicyReader.REFUSAL.status();
        if (node.has("status")) {
            status = node.get("status").isInt() ? node.get("status").intValue() : 0;
            if (status < 400 || status > 499 || status == REQUEST_TIMEOUT) {
                problems.add(
                        place + ".status",
                        "must be a number from 400 to 499 and not 408, after which the service asks again");
                status = PolicyReader.REFUSAL.status();
            }
        }
        String reason = node.has("reason")
                ? problems.plainText(node.get("reason"), place + ".reason")
                : PolicyReader.REFUSAL.reason();
        if (node.has("mqttCode") && !node.get("mqttCode").isInt()) {
            problems.add(place + ".mqttCode", "must be a number");
        }
        int known = status;
        Integer code = node.path("mqttCode").isInt() ? node.get("mqttCode").intValue() : null;
        ConnectRefusal refusal =
                problems.attempt(place, () -> new ConnectRefusal(known, reason == null ? "" : reason, code));
        return new Action.Refuse(refusal == null ? PolicyReader.REFUSAL : refusal, properties(node, place));
    }

    private Action accept(JsonNode node, String place) {
        if (!problems.isObject(
                node, place, "userId", "groups", "roles", "subprotocol", "connectionState", "mqttProperties")) {
            return Action.Accept.PLAIN;
        }
        return new Action.Accept(
                text(node, place, "userId", ActionReader::checkUser),
                groups(node, place),
                list(node, place, "roles", Role::of),
                text(node, place, "subprotocol", word -> {}),
                text(node, place, "connectionState", ActionReader::checkState),
                properties(node, place));
    }

    private @Nullable List<TextTemplate> groups(JsonNode node, String place) {
        if (node.path("groups").isArray() && node.get("groups").isEmpty()) {
            problems.add(
                    place + ".groups",
                    "is empty, and then the service leaves the client in its token's groups; name one");
        }
        return list(node, place, "groups", ActionReader::group);
    }

    private MqttProperties properties(JsonNode node, String place) {
        JsonNode object = node.path("mqttProperties");
        if (object.isMissingNode()) {
            return MqttProperties.NONE;
        }
        if (!object.isObject()) {
            problems.add(place + ".mqttProperties", "must be an object of texts");
        }
        List<MqttProperties.Property> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            MqttProperties.Property property = template(
                    member.getValue(),
                    place + ".mqttProperties." + member.getKey(),
                    value -> new MqttProperties.Property(member.getKey(), value));
            if (property != null) {
                all.add(property);
            }
        }
        return new MqttProperties(all);
    }

    private static void checkUser(String text) {
        if (!text.isEmpty()) {
            new UserId(text);
        }
    }

    private static void checkState(String text) {
        UpstreamReply.NO_CONTENT.withConnectionState(text);
    }

    private static TextTemplate group(TextTemplate template) {
        if (template.isLiteral()) {
            new GroupName(template.fill(place -> ""));
        }
        return template;
    }

    private @Nullable TextTemplate text(JsonNode node, String place, String member, Consumer<String> checkLiteral) {
        if (!node.has(member)) {
            return null;
        }
        return template(node.get(member), place + '.' + member, template -> {
            if (template.isLiteral()) {
                checkLiteral.accept(template.fill(hole -> ""));
            }
            return template;
        });
    }

    private <T> @Nullable List<T> list(JsonNode node, String place, String member, Function<TextTemplate, T> reading) {
        JsonNode list = node.path(member);
        if (list.isMissingNode()) {
            return null;
        }
        List<T> all = new ArrayList<>();
        if (!list.isArray()) {
            problems.add(place + '.' + member, "must be a list of texts");
        }
        for (int i = 0; i < list.size() && list.isArray(); i++) {
            T element = template(list.get(i), place + '.' + member + '[' + i + ']', reading);
            if (element != null) {
                all.add(element);
            }
        }
        return all;
    }

    private <T> @Nullable T template(JsonNode node, String place, Function<TextTemplate, T> reading) {
        String text = problems.text(node, place);
        return text == null
                ? null
                : problems.attempt(place, () -> reading.apply(TextTemplate.parse(text, Fact.OF_CONNECT)));
    }
}
