package io.github.kafkaconnect.webpubsub.emulator.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.AckOrder;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.AfterFailure;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.MetadataField;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Remembered;
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
    private final ClientRules rules;
    private final MessageFrames frames;
    private final AckIds acked;

    /** Thrown for a frame that does not fit the format. */
    private static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
    private record Data(DataType type, byte[] bytes) {}

    JsonDialect(Session session, MessageFrames frames) {
        this.session = session;
        this.rules = session.rules();
        this.frames = frames;
        this.acked = new AckIds(rules.acks().memory());
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
        return Frame.text(frames.of(message));
    }

    @Override
    public void handle(Frame frame) {
        try {
            handle(JSON.readTree(frame.bytes()));
        } catch (IOException | MalformedException e) {
            session.finish(rules.closeCodes().malformedFrame(), "Invalid frame: " + e.getMessage());
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
                    boolean repeated = session.connection().groups().contains(group);
                    session.hub().join(session.connection(), group);
                    end(ackId, repeated ? rules.acks().repeatedJoin() : "");
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
            String error = rules.acks().emptyGroup();
            error = error.isEmpty() || session.hub().inGroup(group).isEmpty() ? error : "";
            boolean ackFirst = rules.acks().echo() == AckOrder.ACK_FIRST;
            if (ackFirst) {
                end(ackId, error);
            }
            Message.Envelope envelope =
                    new Message.Envelope(group, session.connection().userId(), metadata(frame), 0);
            session.publish(
                    new Message(envelope, data.type(), data.bytes()),
                    frame.path("noEcho").asBoolean(false));
            if (!ackFirst) {
                end(ackId, error);
            }
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
        ClientRules.Events events = rules.events();
        if (answer instanceof UserEventAnswer.Failed) {
            String text = "The event could not be handled.";
            fail(ackId, events.failedError(), text);
            closeIf(events.failedThen(), rules.closeCodes().failedEvent(), text);
        } else if (answer instanceof UserEventAnswer.NoHandler) {
            String text = "No event handler takes this event.";
            fail(ackId, events.unhandledError(), text);
            closeIf(events.unhandledThen(), rules.closeCodes().unhandledEvent(), text);
        } else {
            succeed(ackId);
        }
    }

    private void closeIf(AfterFailure then, int code, String reason) {
        if (then == AfterFailure.CLOSES) {
            session.finish(code, reason);
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

    /** Acks what was done; the name of an error says that the service counts it as none the less wrong. */
    private void end(@Nullable Long ackId, String error) {
        if (error.isEmpty()) {
            succeed(ackId);
        } else {
            fail(ackId, error, "The frame had no effect.");
        }
    }

    /** Acks a failure, if its name is not empty. */
    private void fail(@Nullable Long ackId, String name, String message) {
        if (ackId != null && rules.acks().remembered() == Remembered.ALL) {
            acked.add(ackId);
        }
        if (ackId != null && !name.isEmpty()) {
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

    private String group(JsonNode frame) throws MalformedException {
        JsonNode group = frame.path("group");
        if (!group.isTextual() || !session.groupRules().accepts(group.asText())) {
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

    private Map<String, String> metadata(JsonNode frame) {
        if (rules.messages().metadata() == MetadataField.NONE
                || !frame.path("metadata").isObject()) {
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
