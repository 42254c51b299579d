package io.github.kafkaconnect.webpubsub.common.protocol;

import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.CLIENT_TYPE;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.CONNECTION;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.CONTINUATION;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.EXCLUDED;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.FILTER;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.GROUP;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.GROUPS;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.MESSAGE_TTL;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.MINUTES;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.PAGE_SIZE;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.PERMISSION;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.PERMISSION_GROUP;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.REASON;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.ROLES;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.TOP;
import static io.github.kafkaconnect.webpubsub.common.protocol.Parameter.USER;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one call of its kind, its hub and its arguments; used once. */
public final class OperationFactory {
    private final Operation.Kind kind;
    private final Hub hub;
    private final Arguments arguments;

    private OperationFactory(Operation.Kind kind, Hub hub, Arguments arguments) {
        this.kind = kind;
        this.hub = hub;
        this.arguments = arguments;
    }

    /** @throws ArgumentException when an argument is missing or is not what the service takes */
    public static Operation make(Operation.Kind kind, Hub hub, Arguments arguments) {
        return new OperationFactory(kind, hub, arguments).make();
    }

    private Operation make() {
        return switch (kind) {
            case SEND_TO_ALL -> new Operation.SendToAll(hub, arguments.payload(), sendOptions());
            case SEND_TO_GROUP -> new Operation.SendToGroup(hub, group(), arguments.payload(), sendOptions());
            case SEND_TO_USER -> new Operation.SendToUser(hub, user(), arguments.payload(), sendOptions());
            case SEND_TO_CONNECTION -> new Operation.SendToConnection(
                    hub, connection(), arguments.payload(), sendOptions());
            case CLOSE_ALL_CONNECTIONS -> close(new Target(hub, Target.Kind.ALL, ""));
            case CLOSE_GROUP_CONNECTIONS -> close(groupTarget());
            case CLOSE_USER_CONNECTIONS -> close(userTarget());
            case CLOSE_CONNECTION -> new Close(connectionTarget(), List.of(), textOrEmpty(REASON));
            case ADD_CONNECTION_TO_GROUP -> new Join(connectionTarget(), group());
            case ADD_USER_TO_GROUP -> new Join(userTarget(), group());
            case REMOVE_CONNECTION_FROM_GROUP -> new Leave(connectionTarget(), group());
            case REMOVE_CONNECTION_FROM_ALL_GROUPS -> new Leave(connectionTarget(), null);
            case REMOVE_USER_FROM_GROUP -> new Leave(userTarget(), group());
            case REMOVE_USER_FROM_ALL_GROUPS -> new Leave(userTarget(), null);
            case ADD_CONNECTIONS_TO_GROUPS -> changeGroups(true);
            case REMOVE_CONNECTIONS_FROM_GROUPS -> changeGroups(false);
            case GRANT_PERMISSION -> permit(Permit.Act.GRANT);
            case REVOKE_PERMISSION -> permit(Permit.Act.REVOKE);
            case CHECK_PERMISSION -> permit(Permit.Act.CHECK);
            case GROUP_EXISTS -> new Exists(groupTarget());
            case USER_EXISTS -> new Exists(userTarget());
            case CONNECTION_EXISTS -> new Exists(connectionTarget());
            case LIST_CONNECTIONS_IN_GROUP -> new ListConnections(
                    hub, group(), number(PAGE_SIZE, 0), number(TOP, 0), textOrEmpty(CONTINUATION));
            case GENERATE_CLIENT_TOKEN -> new GenerateToken(
                    hub,
                    textOrEmpty(USER),
                    arguments.values(ROLES),
                    groups(),
                    number(MINUTES, GenerateToken.DEFAULT_MINUTES),
                    clientType());
            case GET_SERVICE_STATUS -> new CheckHealth(hub);
        };
    }

    private Operation close(Target target) {
        return new Close(target, excluded(), textOrEmpty(REASON));
    }

    private Operation changeGroups(boolean joins) {
        List<GroupName> groups = groups();
        if (groups.isEmpty()) {
            throw ArgumentException.missing(arguments.label(GROUPS), kind);
        }
        return new ChangeGroups(hub, joins, groups, textOrEmpty(FILTER));
    }

    private Operation permit(Permit.Act act) {
        return new Permit(
                hub,
                connection(),
                needed(PERMISSION, Permission::parse),
                needed(PERMISSION_GROUP, GroupName::new),
                act);
    }

    private GroupName group() {
        return needed(GROUP, GroupName::new);
    }

    private UserId user() {
        return needed(USER, UserId::new);
    }

    private ConnectionId connection() {
        return needed(CONNECTION, ConnectionId::new);
    }

    private Target groupTarget() {
        return new Target(hub, Target.Kind.GROUP, group().value());
    }

    private Target userTarget() {
        return new Target(hub, Target.Kind.USER, user().value());
    }

    private Target connectionTarget() {
        return new Target(hub, Target.Kind.CONNECTION, connection().value());
    }

    private List<GroupName> groups() {
        return each(GROUPS, GroupName::new);
    }

    private List<ConnectionId> excluded() {
        return each(EXCLUDED, ConnectionId::new);
    }

    private SendOptions sendOptions() {
        int seconds = number(MESSAGE_TTL, 0);
        List<ConnectionId> excluded = excluded();
        String filter = textOrEmpty(FILTER);
        Metadata metadata = arguments.metadata();
        return seconds == 0 && excluded.isEmpty() && filter.isEmpty() && metadata.isEmpty()
                ? SendOptions.NONE
                : new SendOptions(seconds, excluded, filter, metadata);
    }

    private GenerateToken.ClientType clientType() {
        String text = textOrEmpty(CLIENT_TYPE);
        return text.isEmpty()
                ? GenerateToken.ClientType.DEFAULT
                : typed(CLIENT_TYPE, text, GenerateToken.ClientType::parse);
    }

    private int number(Parameter parameter, int otherwise) {
        String text = textOrEmpty(parameter);
        return text.isEmpty() ? otherwise : typed(parameter, text, OperationFactory::integer);
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            // The cause quotes the text.
            throw new IllegalArgumentException("is not a whole number");
        }
    }

    private String textOrEmpty(Parameter parameter) {
        return Objects.requireNonNullElse(arguments.value(parameter), "");
    }

    private <T> List<T> each(Parameter parameter, Function<String, T> type) {
        List<String> texts = arguments.values(parameter);
        return texts.isEmpty()
                ? List.of()
                : texts.stream().map(text -> typed(parameter, text, type)).toList();
    }

    private <T> T needed(Parameter parameter, Function<String, T> type) {
        @Nullable String text = arguments.value(parameter);
        if (text == null) {
            throw ArgumentException.missing(arguments.label(parameter), kind);
        }
        return typed(parameter, text, type);
    }

    private <T> T typed(Parameter parameter, String text, Function<String, T> type) {
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw ArgumentException.invalid(arguments.label(parameter), e);
        }
    }
}
