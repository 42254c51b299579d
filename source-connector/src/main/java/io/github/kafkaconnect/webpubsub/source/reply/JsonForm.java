package io.github.kafkaconnect.webpubsub.source.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectAnswer;
import io.github.kafkaconnect.webpubsub.common.protocol.MessageProperties;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value is one JSON object: {@code correlationId} (else the header or the record's key), {@code status}, {@code connectionState}; then
 * {@code body} with {@code contentType} (a text for {@code text/*}, any JSON for JSON) or {@code bodyBase64}, and {@code metadata}, an
 * object of texts; for a connect {@code userId}, {@code groups}, {@code roles}, {@code subprotocol}; for MQTT clients {@code mqtt} ({@link
 * MqttMember}). Other members are refused: a slip must not let a client in.
 */
final class JsonForm implements ReplyForm {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Set<String> GRANTS = Set.of("userId", "groups", "roles", "subprotocol");
    private static final String METADATA = "metadata";
    private static final Set<String> BODY = Set.of("body", "bodyBase64", "contentType", METADATA);
    private static final Set<String> OTHERS = Set.of("correlationId", "status", "connectionState", "mqtt");
    private static final String JSON_TYPE = "application/json; charset=utf-8";

    @Override
    public Reply read(@Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        String given = headers.getOrDefault(CORRELATION_ID, key == null ? "" : key);
        ObjectNode root;
        try {
            root = value != null && JSON.readTree(value) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            root = null;
        }
        if (root == null) {
            return new Reply(given, kind -> {
                throw new IllegalArgumentException("the reply is not a JSON object");
            });
        }
        ObjectNode reply = root;
        return new Reply(reply.path("correlationId").asText(given), kind -> reply(kind, reply));
    }

    private static UpstreamReply reply(UpstreamEvent.Kind kind, ObjectNode root) {
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            String name = member.getKey();
            if (!GRANTS.contains(name) && !BODY.contains(name) && !OTHERS.contains(name)) {
                throw new IllegalArgumentException("the reply has a member that is none of "
                        + String.join(
                                ", ",
                                List.of(
                                        "correlationId",
                                        "status",
                                        "connectionState",
                                        "contentType",
                                        "body",
                                        "bodyBase64",
                                        METADATA,
                                        "userId",
                                        "groups",
                                        "roles",
                                        "subprotocol",
                                        "mqtt")));
            }
        }
        byte[] body = body(root);
        int status = status(root.get("status"), body.length == 0 ? 204 : 200);
        boolean grants = GRANTS.stream().anyMatch(root::has);
        String state = text(root, "connectionState");
        boolean speaks = body.length > 0 || root.has(METADATA);
        if (grants && (kind != UpstreamEvent.Kind.CONNECT || status >= 300 || speaks)) {
            throw new IllegalArgumentException(
                    "userId, groups, roles and subprotocol answer a connect that is let in, without a body and metadata");
        }
        MqttPart mqtt = MqttMember.read(root.get("mqtt"));
        mqtt.check(kind, status);
        if (kind == UpstreamEvent.Kind.CONNECT && (grants || !mqtt.isEmpty())) {
            if (speaks) {
                throw new IllegalArgumentException(
                        "a connect is answered by mqtt or by a body with its metadata, not by both");
            }
            return status < 300 ? granted(root, mqtt).withConnectionState(state) : mqtt.refusal(status);
        }
        MessageProperties properties = new MessageProperties(metadata(root), mqtt.userProperties());
        return new UpstreamReply(status, body.length == 0 ? null : type(root), state, properties, body);
    }

    private static UpstreamReply granted(ObjectNode root, MqttPart mqtt) {
        return new ConnectAnswer(
                        text(root, "userId"),
                        texts(root, "groups"),
                        texts(root, "roles"),
                        text(root, "subprotocol"),
                        mqtt.userProperties())
                .toReply();
    }

    private static String type(ObjectNode root) {
        String otherwise = root.has("bodyBase64") ? "application/octet-stream" : JSON_TYPE;
        String type = text(root, "contentType");
        return type == null ? otherwise : type;
    }

    private static byte[] body(ObjectNode root) {
        JsonNode body = root.get("body");
        JsonNode binary = root.get("bodyBase64");
        if (body != null && binary != null) {
            throw new IllegalArgumentException("the reply has both body and bodyBase64");
        }
        if (binary != null) {
            return decoded(binary);
        }
        if (body == null) {
            return new byte[0];
        }
        if (!type(root).startsWith("text/")) {
            return written(body);
        }
        if (!body.isTextual()) {
            throw new IllegalArgumentException("the body of a text is no text");
        }
        return body.textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(JsonNode base64) {
        try {
            byte[] bytes = base64.binaryValue();
            if (bytes != null) {
                return bytes;
            }
        } catch (IOException e) {
            // Said below: the library's message quotes the value.
        }
        throw new IllegalArgumentException("bodyBase64 is not base64");
    }

    private static byte[] written(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON is always written", e);
        }
    }

    private static Metadata metadata(ObjectNode root) {
        JsonNode node = root.get(METADATA);
        if (node == null || node.isNull()) {
            return Metadata.NONE;
        }
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getValue().isTextual()) {
                values.put(member.getKey(), member.getValue().textValue());
            }
        }
        if (!node.isObject() || values.size() != node.size()) {
            throw new IllegalArgumentException("metadata is not an object of texts");
        }
        return new Metadata(values);
    }

    private static int status(@Nullable JsonNode node, int otherwise) {
        if (node == null) {
            return otherwise;
        }
        if (!node.isInt()) {
            throw new IllegalArgumentException("status is no number");
        }
        return node.intValue();
    }

    private static @Nullable String text(ObjectNode root, String name) {
        JsonNode node = root.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return node.textValue();
    }

    private static @Nullable List<String> texts(ObjectNode root, String name) {
        JsonNode node = root.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                throw new IllegalArgumentException(name + " is not an array of texts");
            }
            texts.add(element.textValue());
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException(name + " is not an array of texts");
        }
        return texts;
    }
}
