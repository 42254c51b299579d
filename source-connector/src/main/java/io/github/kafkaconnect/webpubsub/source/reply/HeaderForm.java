package io.github.kafkaconnect.webpubsub.source.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectAnswer;
import io.github.kafkaconnect.webpubsub.common.protocol.MessageProperties;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value is the body, headers say the rest: {@code webpubsub-correlation-id} (else the record's key), {@code webpubsub-status} (200, or
 * 204 without a value), {@code content-type}, {@code webpubsub-connection-state}, {@code webpubsub-metadata-*}; for a connect {@code
 * webpubsub-user-id}, {@code webpubsub-groups} and {@code webpubsub-roles} (JSON arrays), {@code webpubsub-subprotocol}; for MQTT clients
 * what {@link MqttHeaders} read.
 */
final class HeaderForm implements ReplyForm {
    private static final String STATUS = "webpubsub-status";
    private static final String CONTENT_TYPE = "content-type";
    private static final String STATE = "webpubsub-connection-state";
    private static final String METADATA = "webpubsub-metadata-";
    private static final String USER = "webpubsub-user-id";
    private static final String GROUPS = "webpubsub-groups";
    private static final String ROLES = "webpubsub-roles";
    private static final String SUBPROTOCOL = "webpubsub-subprotocol";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final byte[] EMPTY = {};

    @Override
    public Reply read(@Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        String id = headers.getOrDefault(CORRELATION_ID, key == null ? "" : key);
        return new Reply(id, kind -> reply(kind, headers, value == null ? EMPTY : value));
    }

    private static UpstreamReply reply(UpstreamEvent.Kind kind, Map<String, String> headers, byte[] body) {
        int status = status(headers.get(STATUS), body.length == 0 ? 204 : 200);
        boolean grants = List.of(USER, GROUPS, ROLES, SUBPROTOCOL).stream().anyMatch(headers::containsKey);
        if (grants && (kind != UpstreamEvent.Kind.CONNECT || status >= 300)) {
            throw new IllegalArgumentException(
                    "user, groups, roles and subprotocol answer a connect that is let in only");
        }
        MqttPart mqtt = MqttHeaders.read(headers);
        mqtt.check(kind, status);
        if (kind == UpstreamEvent.Kind.CONNECT && (grants || !mqtt.isEmpty())) {
            if (body.length > 0) {
                throw new IllegalArgumentException("a connect is answered by headers or by a value, not by both");
            }
            return status < 300 ? granted(headers, mqtt) : mqtt.refusal(status);
        }
        String type = body.length == 0 ? null : headers.getOrDefault(CONTENT_TYPE, "application/octet-stream");
        MessageProperties properties = new MessageProperties(metadata(headers), mqtt.userProperties());
        return new UpstreamReply(status, type, headers.get(STATE), properties, body);
    }

    private static UpstreamReply granted(Map<String, String> headers, MqttPart mqtt) {
        return new ConnectAnswer(
                        headers.get(USER),
                        texts(GROUPS, headers.get(GROUPS)),
                        texts(ROLES, headers.get(ROLES)),
                        headers.get(SUBPROTOCOL),
                        mqtt.userProperties())
                .toReply()
                .withConnectionState(headers.get(STATE));
    }

    private static Metadata metadata(Map<String, String> headers) {
        Map<String, String> values = new HashMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith(METADATA)) {
                values.put(name.substring(METADATA.length()), value);
            }
        });
        return values.isEmpty() ? Metadata.NONE : new Metadata(values);
    }

    private static int status(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(STATUS + " is no number");
        }
    }

    private static @Nullable List<String> texts(String header, @Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            List<String> texts = JSON.readValue(json, TEXTS);
            if (texts == null || texts.contains(null)) {
                throw new IllegalArgumentException(header + " is not a JSON array of texts");
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(header + " is not a JSON array of texts");
        }
    }
}
