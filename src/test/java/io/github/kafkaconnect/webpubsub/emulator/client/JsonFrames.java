package io.github.kafkaconnect.webpubsub.emulator.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The frames of the JSON subprotocols from the service to the client that are no messages. */
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
}
