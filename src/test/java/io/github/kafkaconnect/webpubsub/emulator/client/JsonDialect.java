package io.github.kafkaconnect.webpubsub.emulator.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kafkaconnect.webpubsub.emulator.service.DataType;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import io.github.kafkaconnect.webpubsub.emulator.service.Names;
import io.github.kafkaconnect.webpubsub.emulator.service.Permission;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEvent;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEventAnswer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two JSON subprotocols. A frame that does not fit the format ends the connection; one that fits but may not be
 * obeyed is answered with a negative ack when it asks for one.
 */
final class JsonDialect implements Dialect {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final BigInteger ACK_ID_MAX = BigInteger.ONE.shiftLeft(64);

    private final Session session;
    private final AckIds acked = new AckIds();

    /** Thrown for a frame that does not fit the format. */
    private static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
    private record Data(DataType type, byte[] bytes) {}

    JsonDialect(Session session) {
        this.session = session;
    }

    @Override
    public Frame greeting(@Nullable String reconnectionToken) {
        return JsonFrames.connected(
                session.connection().id(), session.connection().userId(), reconnectionToken);
    }

    @Override
    public Frame farewell(String reason) {
        return JsonFrames.disconnected(reason);
    }

    @Override
    public Frame frame(Message message) {
        return Frame.text(JsonFrames.message(message));
    }

    @Override
    public void handle(Frame frame) {
        try {
            handle(JSON.readTree(frame.bytes()));
        } catch (IOException | MalformedException e) {
            session.finish(1008, "Invalid frame: " + e.getMessage());
        }
    }

    private void handle(JsonNode frame) throws MalformedException {
        Long ackId = ackId(frame);
        switch (frame.path("type").asText()) {
            case "ping" -> session.say(JsonFrames.pong());
            case "sequenceAck" -> sequenceAck(frame);
            case "joinGroup", "leaveGroup", "sendToGroup", "event" -> {
                if (ackId != null && acked.contains(ackId)) {
                    String text = "Message with ack-id: " + Long.toUnsignedString(ackId) + " has been processed";
                    session.say(JsonFrames.nack(ackId, "Duplicate", text));
                } else {
                    act(frame, ackId);
                }
            }
            default -> throw new MalformedException("unknown type");
        }
    }

    private void sequenceAck(JsonNode frame) throws MalformedException {
        JsonNode sequenceId = frame.path("sequenceId");
        if (!session.reliable() || !sequenceId.canConvertToLong() || !sequenceId.isIntegralNumber()) {
            throw new MalformedException("sequenceAck needs a sequenceId and a reliable subprotocol");
        }
        session.acknowledge(sequenceId.asLong());
    }

    private void act(JsonNode frame, @Nullable Long ackId) throws MalformedException {
        switch (frame.path("type").asText()) {
            case "joinGroup" -> {
                String group = group(frame);
                if (permitted(Permission.JOIN_LEAVE_GROUP, group, ackId)) {
                    session.hub().join(session.connection(), group);
                    succeed(ackId);
                }
            }
            case "leaveGroup" -> {
                String group = group(frame);
                if (permitted(Permission.JOIN_LEAVE_GROUP, group, ackId)) {
                    session.hub().leave(session.connection(), group);
                    succeed(ackId);
                }
            }
            case "sendToGroup" -> sendToGroup(frame, ackId);
            default -> event(frame, ackId);
        }
    }

    private void sendToGroup(JsonNode frame, @Nullable Long ackId) throws MalformedException {
        String group = group(frame);
        Data data = data(frame);
        if (permitted(Permission.SEND_TO_GROUP, group, ackId)) {
            succeed(ackId);
            Message.Envelope envelope =
                    new Message.Envelope(group, session.connection().userId(), metadata(frame), 0);
            session.publish(
                    new Message(envelope, data.type(), data.bytes()),
                    frame.path("noEcho").asBoolean(false));
        }
    }

    private void event(JsonNode frame, @Nullable Long ackId) throws MalformedException {
        Data data = data(frame);
        String name = frame.path("event").asText();
        if (!Names.isEvent(name)) {
            fail(ackId, "BadRequest", "The event name is invalid.");
            return;
        }
        UserEvent event = new UserEvent(name, MediaTypes.of(data.type()), data.bytes(), metadata(frame));
        session.event(event, answer -> decided(answer, ackId));
    }

    private void decided(UserEventAnswer answer, @Nullable Long ackId) {
        if (answer instanceof UserEventAnswer.Failed) {
            fail(ackId, "InternalServerError", "The event could not be handled.");
        } else if (answer instanceof UserEventAnswer.NoHandler) {
            fail(ackId, "NotFound", "No event handler takes this event.");
        } else {
            succeed(ackId);
        }
    }

    private boolean permitted(Permission permission, String group, @Nullable Long ackId) {
        boolean allowed = session.connection().permissions().allow(permission, group);
        if (!allowed) {
            fail(ackId, "Forbidden", "The client does not have permission for this group.");
        }
        return allowed;
    }

    private void succeed(@Nullable Long ackId) {
        if (ackId != null) {
            acked.add(ackId);
            session.say(JsonFrames.ack(ackId));
        }
    }

    private void fail(@Nullable Long ackId, String name, String message) {
        if (ackId != null) {
            session.say(JsonFrames.nack(ackId, name, message));
        }
    }

    private static @Nullable Long ackId(JsonNode frame) throws MalformedException {
        if (!frame.isObject()) {
            throw new MalformedException("not an object");
        }
        JsonNode ackId = frame.path("ackId");
        if (ackId.isMissingNode() || ackId.isNull()) {
            return null;
        }
        BigInteger value = ackId.bigIntegerValue();
        if (!ackId.isIntegralNumber() || value.signum() < 0 || value.compareTo(ACK_ID_MAX) >= 0) {
            throw new MalformedException("ackId is not an unsigned 64-bit number");
        }
        return value.longValue();
    }

    private static String group(JsonNode frame) throws MalformedException {
        JsonNode group = frame.path("group");
        if (!group.isTextual() || !Names.isGroup(group.asText())) {
            throw new MalformedException("invalid group");
        }
        return group.asText();
    }

    private static Data data(JsonNode frame) throws MalformedException {
        JsonNode data = frame.path("data");
        DataType type = DataType.ofWord(frame.path("dataType").asText("json"));
        if (data.isMissingNode() || type == null || (type != DataType.JSON && !data.isTextual())) {
            throw new MalformedException("data and dataType do not fit");
        }
        return switch (type) {
            case TEXT -> new Data(type, data.asText().getBytes(StandardCharsets.UTF_8));
            case JSON -> new Data(type, data.toString().getBytes(StandardCharsets.UTF_8));
            case BINARY, PROTOBUF -> new Data(type, base64(data.asText()));
        };
    }

    private static byte[] base64(String text) throws MalformedException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("data is not base64");
        }
    }

    private static Map<String, String> metadata(JsonNode frame) {
        if (!frame.path("metadata").isObject()) {
            return Map.of();
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        frame.path("metadata")
                .properties()
                .forEach(field -> metadata.put(
                        field.getKey().toLowerCase(Locale.ROOT),
                        field.getValue().asText()));
        return metadata;
    }
}
