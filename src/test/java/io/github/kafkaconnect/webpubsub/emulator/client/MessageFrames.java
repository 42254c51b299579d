package io.github.kafkaconnect.webpubsub.emulator.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.JsonStrings;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.MetadataField;
import io.github.kafkaconnect.webpubsub.emulator.service.DataType;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** The frames of messages to clients of the JSON subprotocols. */
final class MessageFrames {
    private final ClientRules.Messages rules;
    private final Function<Message, byte[]> renderer = this::render;

    MessageFrames(ClientRules.Messages rules) {
        this.rules = rules;
    }

    /** The frame of a message without a sequence id; shared by all receivers. */
    byte[] of(Message message) {
        return message.rendered(renderer);
    }

    /** The same frame with a sequence id in front. */
    byte[] of(Message message, long sequenceId) {
        byte[] frame = of(message);
        byte[] head = ("{\"sequenceId\":" + sequenceId + ",").getBytes(StandardCharsets.US_ASCII);
        byte[] sequenced = new byte[head.length + frame.length - 1];
        System.arraycopy(head, 0, sequenced, 0, head.length);
        System.arraycopy(frame, 1, sequenced, head.length, frame.length - 1);
        return sequenced;
    }

    private byte[] render(Message message) {
        StringBuilder frame = new StringBuilder(128 + message.data().length)
                .append("{\"type\":\"message\",\"from\":\"")
                .append(message.group() == null ? "server\"" : "group\"");
        if (message.group() != null) {
            frame.append(",\"group\":").append(quoted(message.group()));
        }
        if (message.fromUserId() != null) {
            frame.append(",\"fromUserId\":").append(quoted(message.fromUserId()));
        }
        if (!message.metadata().isEmpty() && rules.metadata() == MetadataField.METADATA) {
            ObjectNode metadata = JsonNodeFactory.instance.objectNode();
            message.metadata().forEach(metadata::put);
            frame.append(",\"metadata\":").append(metadata);
        }
        String data = data(message);
        frame.append(",\"dataType\":\"").append(dataType(message, data).word()).append("\",\"data\":");
        return frame.append(data).append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON string looks the same as JSON and as text; only its type differs. */
    private DataType dataType(Message message, String data) {
        boolean textual = rules.jsonStrings() == JsonStrings.TEXT
                && message.dataType() == DataType.JSON
                && data.stripLeading().startsWith("\"");
        return textual ? DataType.TEXT : message.dataType();
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
