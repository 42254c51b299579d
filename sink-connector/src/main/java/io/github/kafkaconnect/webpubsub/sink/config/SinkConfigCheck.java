package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that join several options. It takes the properties as they came, so that it also works on a configuration in which
 * single options are wrong; those are reported by the options themselves. No message holds a value of a secret. Pure.
 */
public final class SinkConfigCheck {
    private final Map<String, String> properties;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private SinkConfigCheck(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Empty when the options fit together. */
    public static List<ConfigProblem> problems(Map<String, String> properties) {
        SinkConfigCheck check = new SinkConfigCheck(properties);
        check.operation();
        check.credentials();
        check.secondary();
        check.window();
        check.conflation();
        check.lateness();
        return List.copyOf(check.problems);
    }

    private void operation() {
        String operation = value(OperationOptions.OPERATION).orElse(OperationOptions.SEND);
        if (operation.equals(OperationOptions.SEND)) {
            if (!has(SinkOptions.TARGET)) {
                add(SinkOptions.TARGET, "is needed with operation=send: all, group, user or connection");
            }
            target();
            for (Parameter parameter : Parameter.values()) {
                if (parameter != Parameter.FILTER && parameter != Parameter.EXCLUDED && has(parameter.option())) {
                    add(
                            parameter.option(),
                            "has no meaning with operation=send; webpubsub.target says who gets a record");
                }
            }
            sendKind().ifPresent(this::unusedBySend);
        } else if (operation.indexOf('$') >= 0) {
            // Which options are used is for the records to say.
            if (has(SinkOptions.TARGET)) {
                target();
            }
        } else {
            Operation.Kind.named(operation).ifPresent(this::named);
        }
    }

    private void named(Operation.Kind kind) {
        for (Option<?> other : List.of(SinkOptions.TARGET, SinkOptions.TARGET_NAME)) {
            if (has(other)) {
                add(
                        other,
                        "has no meaning with operation=" + kind.operationName() + "; remove it, or use operation=send");
            }
        }
        Set<Parameter> needed = ParameterTable.needed(kind);
        Set<Parameter> optional = ParameterTable.optional(kind);
        for (Parameter parameter : Parameter.values()) {
            boolean given = has(parameter.option());
            if (needed.contains(parameter) && !given) {
                add(parameter.option(), "is needed with operation=" + kind.operationName());
            } else if (given && !needed.contains(parameter) && !optional.contains(parameter)) {
                add(parameter.option(), "has no meaning with operation=" + kind.operationName() + "; remove it");
            }
        }
    }

    private void unusedBySend(Operation.Kind kind) {
        for (Parameter parameter : List.of(Parameter.FILTER, Parameter.EXCLUDED)) {
            if (has(parameter.option()) && !ParameterTable.optional(kind).contains(parameter)) {
                add(parameter.option(), "has no meaning for " + kind.operationName() + "; remove it");
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

    private void credentials() {
        if (has(SinkOptions.CONNECTION_STRING)) {
            for (Option<?> other :
                    List.of(SinkOptions.ENDPOINT, SinkOptions.ACCESS_KEY, SinkOptions.ACCESS_KEY_SECONDARY)) {
                if (has(other)) {
                    add(
                            other,
                            "cannot be combined with webpubsub.connection.string, which holds endpoint and key; remove one");
                }
            }
        } else if (!has(SinkOptions.ENDPOINT) && !has(SinkOptions.ACCESS_KEY)) {
            add(SinkOptions.CONNECTION_STRING, "is missing; give it, or webpubsub.endpoint and webpubsub.access.key");
        } else if (!has(SinkOptions.ACCESS_KEY)) {
            add(SinkOptions.ACCESS_KEY, "is needed with webpubsub.endpoint");
        } else if (!has(SinkOptions.ENDPOINT)) {
            add(SinkOptions.ENDPOINT, "is needed with webpubsub.access.key");
        }
    }

    private void secondary() {
        if (has(SinkOptions.CONNECTION_STRING_SECONDARY) && !has(SinkOptions.CONNECTION_STRING)) {
            add(
                    SinkOptions.CONNECTION_STRING_SECONDARY,
                    "is used beside webpubsub.connection.string only; with"
                            + " webpubsub.access.key, give webpubsub.access.key.secondary");
        }
        Optional<Endpoint> first = endpoint(SinkOptions.CONNECTION_STRING);
        Optional<Endpoint> second = endpoint(SinkOptions.CONNECTION_STRING_SECONDARY);
        if (first.isPresent() && second.isPresent() && !first.equals(second)) {
            add(
                    SinkOptions.CONNECTION_STRING_SECONDARY,
                    "names the endpoint " + second.get() + " instead of " + first.get()
                            + "; it is for the same resource's other key");
        }
    }

    private void window() {
        Optional<Integer> least = number(FlowOptions.MIN_IN_FLIGHT);
        Optional<Integer> most = number(FlowOptions.MAX_IN_FLIGHT);
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            add(
                    FlowOptions.MIN_IN_FLIGHT,
                    "is " + least.get() + ", more than " + FlowOptions.MAX_IN_FLIGHT.key() + "=" + most.get()
                            + "; lower it or raise the other");
        }
    }

    private void conflation() {
        boolean unordered = value(DeliveryOptions.ORDERING)
                .filter(text -> text.equalsIgnoreCase(Ordering.NONE.name()))
                .isPresent();
        if (unordered && has(LiveOptions.CONFLATION_KEY)) {
            add(
                    LiveOptions.CONFLATION_KEY,
                    "has no meaning with ordering=none, where no record waits for another; choose another ordering");
        }
        if (unordered && number(LiveOptions.FOLDING_MAX_RECORDS).orElse(1) > 1) {
            add(
                    LiveOptions.FOLDING_MAX_RECORDS,
                    "has no meaning with ordering=none, where no record waits for another; choose another ordering");
        }
    }

    private void lateness() {
        if (has(LiveOptions.RECORD_LATE_BEHAVIOR) && !has(LiveOptions.RECORD_MAX_AGE_MS)) {
            add(
                    LiveOptions.RECORD_LATE_BEHAVIOR,
                    "has no meaning without " + LiveOptions.RECORD_MAX_AGE_MS.key() + "; give that, or remove it");
        }
    }

    /** Empty when the option is absent or wrong by itself. */
    private Optional<Integer> number(Option<Integer> option) {
        try {
            return value(option).map(Integer::valueOf);
        } catch (NumberFormatException reportedByTheOption) {
            return Optional.empty();
        }
    }

    /** Empty when the option is absent, unresolved or wrong by itself. */
    private Optional<Endpoint> endpoint(Option<?> option) {
        try {
            return value(option)
                    .filter(text -> !Placeholders.isUnresolved(text))
                    .map(text -> ConnectionString.parse(text).endpoint());
        } catch (WebPubSubException reportedByTheOption) {
            return Optional.empty();
        }
    }

    private boolean has(Option<?> option) {
        return value(option).isPresent();
    }

    private Optional<String> value(Option<?> option) {
        return Optional.ofNullable(properties.get(option.key()))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    private void add(Option<?> option, String message) {
        problems.add(
                new ConfigProblem(option.key(), ErrorCode.OPTION_CONFLICT.id() + " " + option.key() + " " + message));
    }
}
