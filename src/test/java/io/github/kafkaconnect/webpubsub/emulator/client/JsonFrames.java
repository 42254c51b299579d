package io.github.kafkaconnect.webpubsub.emulator.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The frames of the JSON subprotocols from the service to the client. */
final class JsonFrames {
    private JsonFrames() {}

    static Frame connected(String connectionId, @Nullable String userId, @Nullable String reconnectionToken) {
        ObjectNode frame = system("connected").put("userId", userId).put("connectionId", connectionId);
        if (reconnectionToken != null) {
            frame.put("reconnectionToken", reconnectionToken);
        }
        return Frame.text(frame.toString());
    }

    static Frame disconnected(String message) {
        return Frame.text(system("disconnected").put("message", message).toString());
    }

    private static ObjectNode system(String event) {
        return JsonNodeFactory.instance.objectNode().put("type", "system").put("event", event);
    }

    static Frame pong() {
        return Frame.text("{\"type\":\"pong\"}");
    }

    static Frame ack(long ackId) {
        return Frame.text("{\"type\":\"ack\",\"ackId\":" + Long.toUnsignedString(ackId) + ",\"success\":true}");
    }

    static Frame nack(long ackId, String name, String message) {
        ObjectNode error =
                JsonNodeFactory.instance.objectNode().put("name", name).put("message", message);
        return Frame.text("{\"type\":\"ack\",\"ackId\":" + Long.toUnsignedString(ackId)
                + ",\"success\":false,\"error\":" + error + "}");
    }

    /** The frame of a message without a sequence id; shared by all receivers. */
    static byte[] message(Message message) {
        return message.rendered(JsonFrames::render);
    }

    /** The same frame with a sequence id in front. */
    static byte[] message(Message message, long sequenceId) {
        byte[] frame = message(message);
        byte[] head = ("{\"sequenceId\":" + sequenceId + ",").getBytes(StandardCharsets.US_ASCII);
        byte[] sequenced = new byte[head.length + frame.length - 1];
        System.arraycopy(head, 0, sequenced, 0, head.length);
        System.arraycopy(frame, 1, sequenced, head.length, frame.length - 1);
        return sequenced;
    }

    private static byte[] render(Message message) {
        StringBuilder frame = new StringBuilder(128 + message.data().length)
                .append("{\"type\":\"message\",\"from\":\"")
                .append(message.group() == null ? "server\"" : "group\"");
        if (message.group() != null) {
            frame.append(",\"group\":").append(quoted(message.group()));
        }
        if (message.fromUserId() != null) {
            frame.append(",\"fromUserId\":").append(quoted(message.fromUserId()));
        }
        if (!message.metadata().isEmpty()) {
            ObjectNode metadata = JsonNodeFactory.instance.objectNode();
            message.metadata().forEach(metadata::put);
            frame.append(",\"metadata\":").append(metadata);
        }
        frame.append(",\"dataType\":\"").append(message.dataType().word()).append("\",\"data\":");
        return frame.append(data(message)).append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String data(Message message) {
        return switch (message.dataType()) {
            case TEXT -> quoted(new String(message.data(), StandardCharsets.UTF_8));
            case JSON -> new String(message.data(), StandardCharsets.UTF_8);
            case BINARY, PROTOBUF -> '"' + Base64.getEncoder().encodeToString(message.data()) + '"';
        };
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
