package io.github.kafkaconnect.webpubsub.sink.config;

import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.CONNECTION;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.EXCLUDED;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.FILTER;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.GROUP;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.PERMISSION;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.PERMISSION_GROUP;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.REASON;
import static io.github.kafkaconnect.webpubsub.sink.config.Parameter.USER;

import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.Set;

/** Which parameters an operation needs and which it takes (data-plane API 2024-12-01). */
public final class ParameterTable {
    private ParameterTable() {}

    /** Without which the operation cannot be made. */
    public static Set<Parameter> needed(Operation.Kind kind) {
        return switch (kind) {
            case SEND_TO_ALL, CLOSE_ALL_CONNECTIONS -> Set.of();
            case SEND_TO_GROUP,
                    CLOSE_GROUP_CONNECTIONS,
                    ADD_CONNECTIONS_TO_GROUPS,
                    REMOVE_CONNECTIONS_FROM_GROUPS -> Set.of(GROUP);
            case SEND_TO_USER, CLOSE_USER_CONNECTIONS, REMOVE_USER_FROM_ALL_GROUPS -> Set.of(USER);
            case SEND_TO_CONNECTION, CLOSE_CONNECTION, REMOVE_CONNECTION_FROM_ALL_GROUPS -> Set.of(CONNECTION);
            case ADD_CONNECTION_TO_GROUP, REMOVE_CONNECTION_FROM_GROUP -> Set.of(CONNECTION, GROUP);
            case ADD_USER_TO_GROUP, REMOVE_USER_FROM_GROUP -> Set.of(USER, GROUP);
            case GRANT_PERMISSION, REVOKE_PERMISSION -> Set.of(CONNECTION, PERMISSION, PERMISSION_GROUP);
        };
    }

    /** What the operation takes besides. */
    public static Set<Parameter> optional(Operation.Kind kind) {
        return switch (kind) {
            case SEND_TO_ALL, SEND_TO_GROUP -> Set.of(FILTER, EXCLUDED);
            case SEND_TO_USER, ADD_CONNECTIONS_TO_GROUPS, REMOVE_CONNECTIONS_FROM_GROUPS -> Set.of(FILTER);
            case CLOSE_ALL_CONNECTIONS, CLOSE_GROUP_CONNECTIONS, CLOSE_USER_CONNECTIONS -> Set.of(REASON, EXCLUDED);
            case CLOSE_CONNECTION -> Set.of(REASON);
            case SEND_TO_CONNECTION,
                    REMOVE_CONNECTION_FROM_ALL_GROUPS,
                    REMOVE_USER_FROM_ALL_GROUPS,
                    ADD_CONNECTION_TO_GROUP,
                    REMOVE_CONNECTION_FROM_GROUP,
                    ADD_USER_TO_GROUP,
                    REMOVE_USER_FROM_GROUP,
                    GRANT_PERMISSION,
                    REVOKE_PERMISSION -> Set.of();
        };
    }
}
