package io.github.kafkaconnect.webpubsub.emulator.upstream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.upstream.HandlerAnswer.Answered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of system events, and of the answer to connect. */
final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_GROUP_LENGTH = 1024;

    private EventJson() {}

    static String connect(ConnectRequest request) {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("claims", MAPPER.valueToTree(request.claims()));
        ObjectNode query = json.putObject("query");
        request.query().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("access_token")) {
                query.set(name, MAPPER.valueToTree(values));
            }
        });
        ObjectNode headers = json.putObject("headers");
        request.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Authorization")
                    && !name.toLowerCase(Locale.ROOT).startsWith("x-asrs-internal-")) {
                headers.set(name, MAPPER.valueToTree(values));
            }
        });
        json.set("subprotocols", MAPPER.valueToTree(request.subprotocols()));
        json.putArray("clientCertificates");
        return json.toString();
    }

    static String disconnected(String reason) {
        return MAPPER.createObjectNode().put("reason", reason).toString();
    }

    static boolean isJson(byte[] body) {
        try {
            return !MAPPER.readTree(body).isMissingNode();
        } catch (IOException malformed) {
            return false;
        }
    }

    /** @throws IOException when the body is neither empty nor JSON of the documented shape */
    static ConnectAnswer.Accepted accepted(Answered answer) throws IOException {
        if (answer.body().length == 0) {
            return ConnectAnswer.Accepted.AS_IS;
        }
        JsonNode json = MAPPER.readTree(answer.body());
        if (json.isNull()) {
            return ConnectAnswer.Accepted.AS_IS;
        }
        if (!json.isObject()) {
            throw new IOException("not an object");
        }
        List<String> groups = texts(json, "groups");
        if (groups != null && groups.stream().anyMatch(g -> g.isBlank() || g.length() > MAX_GROUP_LENGTH)) {
            throw new IOException("groups holds an invalid name");
        }
        String subprotocol = text(json, "subprotocol");
        if (subprotocol != null && subprotocol.isBlank()) {
            throw new IOException("subprotocol is empty");
        }
        return new ConnectAnswer.Accepted(
                text(json, "userId"),
                groups == null || groups.isEmpty() ? null : groups,
                texts(json, "roles"),
                subprotocol);
    }

    /** Member names are read without regard to case, as the service's serializer does it. */
    private static @Nullable JsonNode member(JsonNode json, String name) {
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return entry.getValue().isNull() ? null : entry.getValue();
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode json, String name) throws IOException {
        JsonNode value = member(json, name);
        if (value != null && !value.isTextual()) {
            throw new IOException(name + " is not a text");
        }
        return value == null ? null : value.textValue();
    }

    private static @Nullable List<String> texts(JsonNode json, String name) throws IOException {
        JsonNode value = member(json, name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw new IOException(name + " is not an array");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                throw new IOException(name + " holds something that is not a text");
            }
            texts.add(item.textValue());
        }
        return texts;
    }
}
