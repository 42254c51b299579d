package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ChangeGroups;
import io.github.kafkaconnect.webpubsub.common.protocol.Close;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionId;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Join;
import io.github.kafkaconnect.webpubsub.common.protocol.Leave;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Permission;
import io.github.kafkaconnect.webpubsub.common.protocol.Permit;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.common.protocol.UserId;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.OperationOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Parameter;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Decides which call a record means and what the call is about. Immutable. */
final class OperationMapper {
    private final OperationOptions options;
    private final TemplateRenderer hubs;
    private final TemplateRenderer operations;
    private final TemplateRenderer sendNames;
    private final Map<Parameter, List<TemplateRenderer>> parameters = new EnumMap<>(Parameter.class);
    private final @Nullable Hub onlyHub;
    private final boolean onlySends;
    private final Operation.@Nullable Kind onlyKind;

    OperationMapper(OperationOptions options, HeaderTypes headerTypes) {
        this.options = options;
        this.hubs = new TemplateRenderer(SinkOptions.HUB.key(), options.hub(), headerTypes);
        this.operations = new TemplateRenderer(OperationOptions.OPERATION.key(), options.operation(), headerTypes);
        this.sendNames = new TemplateRenderer(SinkOptions.TARGET_NAME.key(), options.sendName(), headerTypes);
        options.templates()
                .forEach((parameter, templates) -> parameters.put(
                        parameter,
                        templates.stream()
                                .map(template -> new TemplateRenderer(
                                        parameter.option().key(),
                                        template,
                                        headerTypes,
                                        parameter == Parameter.FILTER ? OperationMapper::quoted : Function.identity()))
                                .toList()));
        this.onlyHub = options.hub().isLiteral() ? new Hub(options.hub().literalText()) : null;
        boolean literal = options.operation().isLiteral();
        String name = options.operation().literalText();
        this.onlySends = literal && name.equals(OperationOptions.SEND);
        this.onlyKind = literal ? options.kind(name).orElse(null) : null;
    }

    /** In an OData text a quote is written twice. */
    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    /** What one record asks for. */
    Call call(SinkRecord record) {
        if (onlyKind != null) {
            return new Call(record, onlyKind, onlySends);
        }
        String name = operations.render(record);
        Operation.Kind kind = options.kind(name)
                .orElseThrow(() -> new WebPubSubException(
                        ErrorCode.RECORD_OPERATION_INVALID,
                        OperationOptions.OPERATION.key() + " yields the name of no operation, or send without "
                                + SinkOptions.TARGET.key()));
        return new Call(record, kind, name.equals(OperationOptions.SEND));
    }

    /** One record and the call that it means; names are rendered when they are asked for. */
    final class Call {
        private final SinkRecord record;
        private final Operation.Kind kind;
        private final boolean byTarget;

        private Call(SinkRecord record, Operation.Kind kind, boolean byTarget) {
            this.record = record;
            this.kind = kind;
            this.byTarget = byTarget;
        }

        Operation.Kind kind() {
            return kind;
        }

        Hub hub() {
            return onlyHub != null ? onlyHub : name(hubs, record, Hub::new);
        }

        GroupName group() {
            return named(Parameter.GROUP, GroupName::new);
        }

        UserId user() {
            return named(Parameter.USER, UserId::new);
        }

        ConnectionId connection() {
            return named(Parameter.CONNECTION, ConnectionId::new);
        }

        SendOptions sendOptions(int messageTtlSeconds) {
            boolean plain = messageTtlSeconds == 0
                    && !parameters.containsKey(Parameter.FILTER)
                    && !parameters.containsKey(Parameter.EXCLUDED);
            return plain ? SendOptions.NONE : new SendOptions(messageTtlSeconds, excluded(), text(Parameter.FILTER));
        }

        /** Any call but the four sends. */
        Operation operation() {
            return switch (kind) {
                case CLOSE_ALL_CONNECTIONS -> close(Target.Kind.ALL, "");
                case CLOSE_GROUP_CONNECTIONS -> close(Target.Kind.GROUP, group().value());
                case CLOSE_USER_CONNECTIONS -> close(Target.Kind.USER, user().value());
                case CLOSE_CONNECTION -> new Close(connectionTarget(), List.of(), text(Parameter.REASON));
                case ADD_CONNECTION_TO_GROUP -> new Join(connectionTarget(), group());
                case ADD_USER_TO_GROUP -> new Join(userTarget(), group());
                case ADD_CONNECTIONS_TO_GROUPS -> changeGroups(true);
                case REMOVE_CONNECTION_FROM_GROUP -> new Leave(connectionTarget(), group());
                case REMOVE_CONNECTION_FROM_ALL_GROUPS -> new Leave(connectionTarget(), null);
                case REMOVE_USER_FROM_GROUP -> new Leave(userTarget(), group());
                case REMOVE_USER_FROM_ALL_GROUPS -> new Leave(userTarget(), null);
                case REMOVE_CONNECTIONS_FROM_GROUPS -> changeGroups(false);
                case GRANT_PERMISSION -> permit(true);
                case REVOKE_PERMISSION -> permit(false);
                case SEND_TO_ALL, SEND_TO_GROUP, SEND_TO_USER, SEND_TO_CONNECTION -> throw new IllegalStateException(
                        "a send needs a payload");
            };
        }

        private Operation close(Target.Kind target, String name) {
            return new Close(new Target(hub(), target, name), excluded(), text(Parameter.REASON));
        }

        private Operation changeGroups(boolean joins) {
            return new ChangeGroups(hub(), joins, List.of(group()), text(Parameter.FILTER));
        }

        private Operation permit(boolean grants) {
            return new Permit(
                    hub(),
                    connection(),
                    named(Parameter.PERMISSION, Permission::parse),
                    named(Parameter.PERMISSION_GROUP, GroupName::new),
                    grants);
        }

        private Target connectionTarget() {
            return new Target(hub(), Target.Kind.CONNECTION, connection().value());
        }

        private Target userTarget() {
            return new Target(hub(), Target.Kind.USER, user().value());
        }

        private <T> T named(Parameter parameter, Function<String, T> type) {
            return name(byTarget ? sendNames : needed(parameter), record, type);
        }

        private TemplateRenderer needed(Parameter parameter) {
            List<TemplateRenderer> renderers = parameters.get(parameter);
            if (renderers == null) {
                Option<?> option = parameter.option();
                throw new WebPubSubException(
                        ErrorCode.RECORD_OPERATION_INVALID,
                        option.key() + " is needed for " + kind.operationName() + "; set it in the connector");
            }
            return renderers.get(0);
        }

        /** Empty when it is not configured. */
        private String text(Parameter parameter) {
            return Optional.ofNullable(parameters.get(parameter))
                    .map(renderers -> renderers.get(0).render(record))
                    .orElse("");
        }

        private List<ConnectionId> excluded() {
            List<ConnectionId> excluded = new ArrayList<>();
            for (TemplateRenderer renderer : parameters.getOrDefault(Parameter.EXCLUDED, List.of())) {
                String id = renderer.render(record);
                if (!id.isEmpty()) {
                    excluded.add(new ConnectionId(id));
                }
            }
            return excluded;
        }
    }

    static <T> T name(TemplateRenderer renderer, SinkRecord record, Function<String, T> type) {
        String text = renderer.render(record);
        try {
            return type.apply(text);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_NAME_INVALID, renderer.option() + ": " + e.getMessage(), e);
        }
    }
}
