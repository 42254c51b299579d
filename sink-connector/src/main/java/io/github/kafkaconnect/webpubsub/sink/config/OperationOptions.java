package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a record asks of the service.
 *
 * @param operation {@link #SEND} or the name of a call; a template
 * @param sendTarget whom {@link #SEND} means; null when only named calls are made
 * @param targetList what a name that stands for a list means
 * @param templates by the parameter they fill; one that is a list may have several
 */
public record OperationOptions(
        Template hub,
        Template operation,
        Target.@Nullable Kind sendTarget,
        Template sendName,
        TargetList targetList,
        Map<Parameter, List<Template>> templates) {
    /** The operation that webpubsub.target describes. */
    public static final String SEND = "send";

    /** The record's value says itself what to do. */
    public static final String COMMAND = "command";

    public static final Option<String> OPERATION = Option.text(
                    "operation",
                    "What a record asks of the service; a template. send sends its value to webpubsub.target; command carries out what the"
                            + " value itself says, one command or a list of them; every other name is that of a call of the data"
                            + " plane, which takes the options of this group: "
                            + Arrays.stream(Operation.Kind.values())
                                    .map(Operation.Kind::operationName)
                                    .collect(Collectors.joining(", "))
                            + ". Calls that add one connection or user to one group, or remove it, go in the group's order.")
            .defaultTo(SEND)
            .example("${header.webpubsub-operation|send}")
            .check(OptionChecks::operation)
            .visible(Visibility::ofOperation);

    public static final Option<String> GROUP_NAME = Option.text(
                    "webpubsub.group", "Group that an operation is about; a template.")
            .optional()
            .example("${value.room}")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.GROUP));

    public static final Option<String> USER = Option.text(
                    "webpubsub.user", "User that an operation is about; a template.")
            .optional()
            .example("${value.user.id}")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.USER));

    public static final Option<String> CONNECTION = Option.text(
                    "webpubsub.connection", "Connection that an operation is about; a template.")
            .optional()
            .example("${header.ce_connectionid}")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.CONNECTION));

    public static final Option<String> PERMISSION = Option.text(
                    "webpubsub.permission", "sendToGroup or joinLeaveGroup, to be granted or revoked; a template.")
            .optional()
            .example("sendToGroup")
            .check(OptionChecks::permission)
            .visible(Visibility.ofParameter(Parameter.PERMISSION));

    public static final Option<String> PERMISSION_GROUP = Option.text(
                    "webpubsub.permission.group", "Group that a permission is about; a template.")
            .optional()
            .example("${value.room}")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.PERMISSION_GROUP));

    public static final Option<String> REASON = Option.text(
                    "webpubsub.reason", "Why connections are closed; clients are told. A template.")
            .optional()
            .low()
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.REASON));

    public static final Option<String> FILTER = Option.text(
                    "webpubsub.filter",
                    "OData expression that a connection must meet to get a message or to change its groups; a template whose"
                            + " placeholders stand between single quotes, so that a record cannot change the expression.")
            .optional()
            .example("userId ne '${value.author}'")
            .check(OptionChecks::filter)
            .visible(Visibility.ofParameter(Parameter.FILTER));

    public static final Option<List<String>> EXCLUDED = Option.list(
                    "webpubsub.excluded",
                    "Connections that do not get the message or stay open; templates, of which empty results are left out.")
            .defaultTo("")
            .example("${header.ce_connectionid|}")
            .check(OptionChecks::templates)
            .visible(Visibility.ofParameter(Parameter.EXCLUDED));

    public static final Option<List<String>> GROUPS = Option.list(
                    "webpubsub.groups",
                    "Groups that a bulk change of members or a client's token is about; templates, of which empty results are left"
                            + " out.")
            .defaultTo("")
            .example("${value.room}")
            .check(OptionChecks::templates)
            .visible(Visibility.ofParameter(Parameter.GROUPS));

    public static final Option<List<String>> ROLES = Option.list(
                    "webpubsub.roles", "Roles of a client's token; templates, of which empty results are left out.")
            .defaultTo("")
            .low()
            .example("webpubsub.joinLeaveGroup.${value.room}")
            .check(OptionChecks::templates)
            .visible(Visibility.ofParameter(Parameter.ROLES));

    public static final Option<String> MINUTES = Option.text(
                    "webpubsub.minutes.to.expire", "Minutes for which a client's token is good; a template.")
            .optional()
            .low()
            .example("60")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.MINUTES));

    public static final Option<String> CLIENT_TYPE = Option.text(
                    "webpubsub.client.type", "Default or MQTT, for a client's token; a template.")
            .optional()
            .low()
            .example("MQTT")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.CLIENT_TYPE));

    public static final Option<String> TOP = Option.text(
                    "webpubsub.top", "Most connections that a list of a group names; a template.")
            .optional()
            .low()
            .example("100")
            .check(OptionChecks::template)
            .visible(Visibility.ofParameter(Parameter.TOP));

    static final OptionGroup GROUP = OptionGroup.of(
            "Operation",
            OPERATION,
            GROUP_NAME,
            USER,
            CONNECTION,
            PERMISSION,
            PERMISSION_GROUP,
            REASON,
            FILTER,
            EXCLUDED,
            GROUPS,
            ROLES,
            MINUTES,
            CLIENT_TYPE,
            TOP);

    /** Expects a configuration that {@link SinkConfigCheck} has no problem with. */
    public static OperationOptions from(ParsedConfig config) {
        Map<Parameter, List<Template>> templates = new EnumMap<>(Parameter.class);
        ParameterOptions.all().forEach((parameter, option) -> {
            List<Template> parsed =
                    texts(config, option).stream().map(Template::parse).toList();
            if (!parsed.isEmpty()) {
                templates.put(parameter, parsed);
            }
        });
        return new OperationOptions(
                hub(config),
                Template.parse(config.get(OPERATION)),
                config.find(SinkOptions.TARGET).orElse(null),
                Template.parse(config.find(SinkOptions.TARGET_NAME).orElse("")),
                config.get(SinkOptions.TARGET_LIST),
                templates);
    }

    private static List<String> texts(ParsedConfig config, Option<?> option) {
        Object value = config.find(option).orElse(null);
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return all.stream().map(String::valueOf).filter(text -> !text.isBlank()).toList();
    }

    public static Template hub(ParsedConfig config) {
        return Template.parse(config.get(SinkOptions.HUB));
    }

    /** The call that a name means; empty when there is none of that name. */
    public Optional<Operation.Kind> kind(String name) {
        return name.equals(SEND)
                ? Optional.ofNullable(sendTarget).map(OperationOptions::send)
                : Operation.Kind.named(name);
    }

    /** What webpubsub.target.name gives; null when it has no meaning. */
    public @Nullable Parameter sendParameter() {
        return sendTarget == null ? null : parameter(sendTarget);
    }

    static @Nullable Parameter parameter(Target.Kind target) {
        return switch (target) {
            case ALL -> null;
            case GROUP -> Parameter.GROUP;
            case USER -> Parameter.USER;
            case CONNECTION -> Parameter.CONNECTION;
        };
    }

    private static Operation.Kind send(Target.Kind target) {
        return switch (target) {
            case ALL -> Operation.Kind.SEND_TO_ALL;
            case GROUP -> Operation.Kind.SEND_TO_GROUP;
            case USER -> Operation.Kind.SEND_TO_USER;
            case CONNECTION -> Operation.Kind.SEND_TO_CONNECTION;
        };
    }
}
