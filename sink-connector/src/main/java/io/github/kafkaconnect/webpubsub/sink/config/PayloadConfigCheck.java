package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which options that shape a payload have no meaning beside others. */
final class PayloadConfigCheck {
    private static final List<Option<?>> SHAPES =
            List.of(ShapeOptions.FIELDS, ShapeOptions.ENVELOPE, ShapeOptions.STAMP);

    private final GivenOptions given;

    PayloadConfigCheck(GivenOptions given) {
        this.given = given;
    }

    void check() {
        Optional<String> nothingToShape = nothingToShape();
        Optional<String> format = given.value(SinkOptions.PAYLOAD_FORMAT)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("text") || text.equals("binary"));
        for (Option<?> option : SHAPES) {
            if (given.has(option)) {
                nothingToShape.ifPresent(reason -> given.add(option, "has no meaning with " + reason + "; remove it"));
                format.ifPresent(text -> given.add(
                        option,
                        "makes JSON and cannot be combined with payload.format=" + text
                                + "; remove one, or set payload.format to auto, or to json for text that is JSON"));
            }
        }
        stamp();
    }

    /** What sends no payload that a record's value is made into; empty too where that is for the records to say. */
    private Optional<String> nothingToShape() {
        Optional<String> workflow = given.value(WorkflowOptions.WORKFLOW).filter(PayloadConfigCheck::isFixed);
        if (workflow.isPresent()) {
            return workflow.map(name -> "workflow=" + name + ", whose steps say what is sent");
        }
        return given.value(OperationOptions.OPERATION)
                .filter(PayloadConfigCheck::isFixed)
                .flatMap(name -> name.equals(OperationOptions.COMMAND)
                        ? Optional.of("operation=command, where the value says itself what is sent")
                        : Operation.Kind.named(name)
                                .filter(kind -> !kind.isSend())
                                .map(kind -> "operation=" + name + ", which sends nothing"));
    }

    private static boolean isFixed(String template) {
        return template.indexOf('$') < 0;
    }

    private void stamp() {
        if (!given.has(ShapeOptions.STAMP)) {
            return;
        }
        if (given.has(ShapeOptions.ENVELOPE)) {
            given.add(
                    ShapeOptions.STAMP,
                    "cannot be combined with payload.envelope, which takes ${topic}, ${partition} and ${offset} itself; remove it");
        }
        String name = given.value(ShapeOptions.STAMP).orElse("");
        if (fields().stream().anyMatch(field -> field.name().equals(name))) {
            given.add(ShapeOptions.STAMP, "is the name of a member of payload.fields too; choose another");
        }
    }

    /** Empty when the option is wrong by itself. */
    private List<ProjectedField> fields() {
        try {
            return given.value(ShapeOptions.FIELDS)
                    .map(text -> ProjectedField.parse(List.of(text.split(",", -1))))
                    .orElse(List.of());
        } catch (IllegalArgumentException reportedByTheOption) {
            return List.of();
        }
    }
}
