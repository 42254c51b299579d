package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record asks of the service.
 *
 * @param operation {@link #SEND} or the name of a call; a template
 * @param sendTarget whom {@link #SEND} means; null when only named calls are made
 * @param templates by the parameter they fill; {@link Parameter#EXCLUDED} may have several
 */
public record OperationOptions(
        Template hub,
        Template operation,
        Target.@Nullable Kind sendTarget,
        Template sendName,
        Map<Parameter, List<Template>> templates) {
    /** The operation that webpubsub.target describes. */
    public static final String SEND = "send";

    public static final Option<String> OPERATION = Option.text(
                    "operation",
                    "What a record asks of the service; a template. send sends its value to webpubsub.target; every other name is"
                            + " that of a call of the data plane, which takes the options of this group: sendToAll, sendToGroup,"
                            + " sendToUser, sendToConnection, closeAllConnections, closeGroupConnections, closeUserConnections,"
                            + " closeConnection, addConnectionToGroup, addUserToGroup, addConnectionsToGroups,"
                            + " removeConnectionFromGroup, removeConnectionFromAllGroups, removeUserFromGroup,"
                            + " removeUserFromAllGroups, removeConnectionsFromGroups, grantPermission, revokePermission. Calls"
                            + " that change the members of a group go in the group's order.")
            .defaultTo(SEND)
            .example("${header.webpubsub-operation|send}")
            .check(OptionChecks::operation);

    public static final Option<String> GROUP_NAME = Option.text(
                    "webpubsub.group", "Group that an operation is about; a template.")
            .optional()
            .example("${value.room}")
            .check(OptionChecks::template);

    public static final Option<String> USER = Option.text(
                    "webpubsub.user", "User that an operation is about; a template.")
            .optional()
            .example("${value.user.id}")
            .check(OptionChecks::template);

    public static final Option<String> CONNECTION = Option.text(
                    "webpubsub.connection", "Connection that an operation is about; a template.")
            .optional()
            .example("${header.ce_connectionid}")
            .check(OptionChecks::template);

    public static final Option<String> PERMISSION = Option.text(
                    "webpubsub.permission", "sendToGroup or joinLeaveGroup, to be granted or revoked; a template.")
            .optional()
            .example("sendToGroup")
            .check(OptionChecks::permission);

    public static final Option<String> PERMISSION_GROUP = Option.text(
                    "webpubsub.permission.group", "Group that a permission is about; a template.")
            .optional()
            .example("${value.room}")
            .check(OptionChecks::template);

    public static final Option<String> REASON = Option.text(
                    "webpubsub.reason", "Why connections are closed; clients are told. A template.")
            .optional()
            .low()
            .check(OptionChecks::template);

    public static final Option<String> FILTER = Option.text(
                    "webpubsub.filter",
                    "OData expression that a connection must meet to get a message or to change its groups; a template whose"
                            + " placeholders stand between single quotes, so that a record cannot change the expression.")
            .optional()
            .example("userId ne '${value.author}'")
            .check(OptionChecks::filter);

    public static final Option<List<String>> EXCLUDED = Option.list(
                    "webpubsub.excluded",
                    "Connections that do not get the message or stay open; templates, of which empty results are left out.")
            .defaultTo("")
            .example("${header.ce_connectionid|}")
            .check(OptionChecks::templates);

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
            EXCLUDED);

    /** Expects a configuration that {@link SinkConfigCheck} has no problem with. */
    public static OperationOptions from(ParsedConfig config) {
        Map<Parameter, List<Template>> templates = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            List<Template> parsed = texts(config, parameter.option()).stream()
                    .map(Template::parse)
                    .toList();
            if (!parsed.isEmpty()) {
                templates.put(parameter, parsed);
            }
        }
        return new OperationOptions(
                Template.parse(config.get(SinkOptions.HUB)),
                Template.parse(config.get(OPERATION)),
                config.find(SinkOptions.TARGET).orElse(null),
                Template.parse(config.find(SinkOptions.TARGET_NAME).orElse("")),
                templates);
    }

    private static List<String> texts(ParsedConfig config, Option<?> option) {
        Object value = config.find(option).orElse(null);
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        return all.stream().map(String::valueOf).filter(text -> !text.isBlank()).toList();
    }

    /** The call that a name means; empty when there is none of that name. */
    public Optional<Operation.Kind> kind(String name) {
        return name.equals(SEND)
                ? Optional.ofNullable(sendTarget).map(OperationOptions::send)
                : Operation.Kind.named(name);
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
