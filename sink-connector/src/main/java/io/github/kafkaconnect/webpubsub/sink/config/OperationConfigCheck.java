package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.ParameterTable;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which options an operation needs, and which have no meaning beside it. */
final class OperationConfigCheck {
    private final GivenOptions given;

    OperationConfigCheck(GivenOptions given) {
        this.given = given;
    }

    void check() {
        operation();
        tombstone();
    }

    private void operation() {
        String operation = value(OperationOptions.OPERATION).orElse(OperationOptions.SEND);
        String workflow = value(WorkflowOptions.WORKFLOW).orElse("");
        if (!workflow.isEmpty() && has(OperationOptions.OPERATION) && workflow.indexOf('$') < 0) {
            add(OperationOptions.OPERATION, "has no meaning with workflow=" + workflow + "; remove one");
        } else if (!workflow.isEmpty() || operation.indexOf('$') >= 0) {
            // Which options are used is for the records to say.
            target();
        } else if (operation.equals(OperationOptions.SEND)) {
            send();
        } else if (operation.equals(OperationOptions.COMMAND)) {
            unused(operation, ofTombstones());
            noTarget(operation);
        } else {
            Operation.Kind.named(operation).ifPresent(this::named);
        }
    }

    private void send() {
        if (!has(SinkOptions.TARGET)) {
            add(SinkOptions.TARGET, "is needed with operation=send: all, group, user or connection");
        }
        target();
        Set<Parameter> used = EnumSet.noneOf(Parameter.class);
        used.addAll(sendKind().map(ParameterTable::optional).orElse(Set.of(Parameter.FILTER, Parameter.EXCLUDED)));
        used.addAll(ofTombstones());
        ParameterOptions.all().forEach((parameter, option) -> {
            if (has(option) && !used.contains(parameter)) {
                add(
                        option,
                        parameter == Parameter.FILTER || parameter == Parameter.EXCLUDED
                                ? "has no meaning for webpubsub.target="
                                        + value(SinkOptions.TARGET).orElse("") + "; remove it"
                                : "has no meaning with operation=send; webpubsub.target says who gets a record");
            }
        });
    }

    private void named(Operation.Kind kind) {
        noTarget(kind.operationName());
        Set<Parameter> needed = ParameterTable.needed(kind);
        ParameterOptions.all().forEach((parameter, option) -> {
            if (needed.contains(parameter) && !has(option)) {
                add(option, "is needed with operation=" + kind.operationName());
            }
        });
        Set<Parameter> used = EnumSet.noneOf(Parameter.class);
        used.addAll(needed);
        used.addAll(ParameterTable.optional(kind));
        used.addAll(ofTombstones());
        unused(kind.operationName(), used);
        if (kind.isQuestion() && !has(OutcomeOptions.TOPIC)) {
            add(
                    OutcomeOptions.TOPIC,
                    "is needed with operation=" + kind.operationName() + ", whose answer would go nowhere");
        }
    }

    private void unused(String operation, Set<Parameter> used) {
        ParameterOptions.all().forEach((parameter, option) -> {
            if (has(option) && !used.contains(parameter)) {
                add(option, "has no meaning with operation=" + operation + "; remove it");
            }
        });
    }

    private void noTarget(String operation) {
        for (Option<?> other : List.of(SinkOptions.TARGET, SinkOptions.TARGET_NAME)) {
            if (has(other)) {
                add(other, "has no meaning with operation=" + operation + "; remove it, or use operation=send");
            }
        }
    }

    /** Empty when the target is absent or wrong by itself. */
    private Optional<Operation.Kind> sendKind() {
        return value(SinkOptions.TARGET)
                .flatMap(target -> Operation.Kind.named("sendTo"
                        + target.substring(0, 1).toUpperCase(Locale.ROOT)
                        + target.substring(1).toLowerCase(Locale.ROOT)));
    }

    private void target() {
        Optional<String> target = value(SinkOptions.TARGET).map(text -> text.toLowerCase(Locale.ROOT));
        boolean all = target.filter(Target.Kind.ALL.name().toLowerCase(Locale.ROOT)::equals)
                .isPresent();
        if (all && has(SinkOptions.TARGET_NAME)) {
            add(
                    SinkOptions.TARGET_NAME,
                    "has no meaning with webpubsub.target=all; remove it, or choose group, user" + " or connection");
        }
        if (target.isPresent() && !all && !has(SinkOptions.TARGET_NAME)) {
            add(SinkOptions.TARGET_NAME, "is needed with webpubsub.target=" + target.get() + ", for example ${key}");
        }
    }

    private void tombstone() {
        boolean wanted = value(SinkOptions.TOMBSTONE_BEHAVIOR)
                .filter(text -> text.equalsIgnoreCase(TombstoneBehavior.OPERATION.name()))
                .isPresent();
        if (!wanted && has(SinkOptions.TOMBSTONE_OPERATION)) {
            add(
                    SinkOptions.TOMBSTONE_OPERATION,
                    "has no meaning without tombstone.behavior=operation; give that, or remove it");
        } else if (wanted && !has(SinkOptions.TOMBSTONE_OPERATION)) {
            add(SinkOptions.TOMBSTONE_OPERATION, "is needed with tombstone.behavior=operation");
        } else if (wanted) {
            tombstoneKind().ifPresent(this::tombstone);
        }
    }

    private void tombstone(Operation.Kind kind) {
        Parameter target = targetKind().map(OperationOptions::parameter).orElse(null);
        ParameterOptions.all().forEach((parameter, option) -> {
            if (ParameterTable.needed(kind).contains(parameter) && parameter != target && !has(option)) {
                add(option, "is needed with tombstone.operation=" + kind.operationName());
            }
        });
    }

    /** What only records without a value use. */
    private Set<Parameter> ofTombstones() {
        Set<Parameter> used = EnumSet.noneOf(Parameter.class);
        tombstoneKind().ifPresent(kind -> {
            used.addAll(ParameterTable.needed(kind));
            used.addAll(ParameterTable.optional(kind));
        });
        return used;
    }

    private Optional<Operation.Kind> tombstoneKind() {
        return value(SinkOptions.TOMBSTONE_OPERATION).flatMap(Operation.Kind::named);
    }

    /** Empty when the target is absent or wrong by itself. */
    private Optional<Target.Kind> targetKind() {
        return value(SinkOptions.TARGET).flatMap(text -> Arrays.stream(Target.Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst());
    }

    private boolean has(Option<?> option) {
        return given.has(option);
    }

    private Optional<String> value(Option<?> option) {
        return given.value(option);
    }

    private void add(Option<?> option, String message) {
        given.add(option, message);
    }
}
