package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.GivenArguments;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationFactory;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.workflow.Payloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands: objects with the member {@code operation}, the name of a call, and one for each of its arguments, or lists of them.
 * What is sent is in {@code data}, its media type in {@code contentType}, what it carries besides in {@code metadata}; {@code hub} may
 * name another hub. A member that the call does
 * not take is an error, so that a slip of the pen does not pass unseen.
 */
final class Commands {
    private static final String OPERATION = "operation";
    private static final String HUB = "hub";
    private static final String DATA = "data";
    private static final String CONTENT_TYPE = "contentType";
    private static final String METADATA = "metadata";

    private Commands() {}

    /**
     * @param hub where a command names none
     * @throws WebPubSubException RECORD_OPERATION_INVALID or PAYLOAD_TOO_LARGE, naming the command by its place and the member
     */
    static List<Operation> read(JsonNode root, Supplier<Hub> hub) {
        if (!root.isArray()) {
            return List.of(read(root, "", hub));
        }
        List<Operation> operations = new ArrayList<>(root.size());
        for (int i = 0; i < root.size(); i++) {
            operations.add(read(root.get(i), "command " + (i + 1) + ": ", hub));
        }
        return operations;
    }

    private static Operation read(JsonNode command, String place, Supplier<Hub> hub) {
        try {
            if (!command.isObject()) {
                throw new IllegalArgumentException("a command is an object");
            }
            Operation.Kind kind = Operation.Kind.named(command.path(OPERATION).asText())
                    .orElseThrow(() -> new IllegalArgumentException("operation is missing or names no call"));
            Map<Parameter, List<String>> arguments = arguments(command, kind);
            Hub where = command.hasNonNull(HUB) ? new Hub(text(HUB, command.path(HUB))) : hub.get();
            return OperationFactory.make(
                    kind,
                    where,
                    new GivenArguments(
                            arguments,
                            message(command, kind),
                            metadata(command.path(METADATA)),
                            Parameter::parameterName));
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_OPERATION_INVALID, place + e.getMessage(), e);
        }
    }

    private static Map<Parameter, List<String>> arguments(JsonNode command, Operation.Kind kind) {
        Map<Parameter, List<String>> arguments = new EnumMap<>(Parameter.class);
        for (Map.Entry<String, JsonNode> member : command.properties()) {
            String name = member.getKey();
            if (isOwn(name, kind) || member.getValue().isNull()) {
                continue;
            }
            Parameter parameter = Parameter.named(kind, name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            kind.operationName() + " takes no member '" + shown(name) + "'"));
            List<String> texts = texts(parameter, name, member.getValue());
            if (!texts.isEmpty()) {
                arguments.put(parameter, texts);
            }
        }
        return arguments;
    }

    private static boolean isOwn(String member, Operation.Kind kind) {
        return switch (member) {
            case OPERATION, HUB -> true;
            case DATA, CONTENT_TYPE, METADATA -> kind.isSend();
            default -> false;
        };
    }

    /** A name may be anything, as it comes from a record. */
    private static String shown(String name) {
        return name.length() > 40 || !name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? "…" : name;
    }

    private static @Nullable Payload message(JsonNode command, Operation.Kind kind) {
        if (!kind.isSend()) {
            return null;
        }
        if (!command.has(DATA)) {
            throw new IllegalArgumentException("data is missing: " + kind.operationName() + " sends it");
        }
        JsonNode type = command.path(CONTENT_TYPE);
        return Payloads.of(command.path(DATA), type.isMissingNode() || type.isNull() ? "" : text(CONTENT_TYPE, type));
    }

    private static Metadata metadata(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Metadata.NONE;
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("metadata is not an object");
        }
        Map<String, String> values = new HashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), text(METADATA, entry.getValue())));
        return new Metadata(values);
    }

    private static List<String> texts(Parameter parameter, String name, JsonNode node) {
        if (!parameter.isList() || !node.isArray()) {
            return List.of(text(name, node));
        }
        List<String> texts = new ArrayList<>(node.size());
        node.forEach(element -> texts.add(text(name, element)));
        return texts;
    }

    private static String text(String name, JsonNode node) {
        if (node.isContainerNode() || node.isNull()) {
            throw new IllegalArgumentException(name + " is not a single text or number");
        }
        return node.asText();
    }
}
