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

import java.util.Set;

/** Which parameters a call needs and which it takes (data-plane API 2024-12-01). */
public final class ParameterTable {
    private ParameterTable() {}

    /** Without which the call cannot be made. */
    public static Set<Parameter> needed(Operation.Kind kind) {
        return switch (kind) {
            case SEND_TO_ALL, CLOSE_ALL_CONNECTIONS, GENERATE_CLIENT_TOKEN, GET_SERVICE_STATUS -> Set.of();
            case SEND_TO_GROUP, CLOSE_GROUP_CONNECTIONS, GROUP_EXISTS, LIST_CONNECTIONS_IN_GROUP -> Set.of(GROUP);
            case ADD_CONNECTIONS_TO_GROUPS, REMOVE_CONNECTIONS_FROM_GROUPS -> Set.of(GROUPS);
            case SEND_TO_USER, CLOSE_USER_CONNECTIONS, REMOVE_USER_FROM_ALL_GROUPS, USER_EXISTS -> Set.of(USER);
            case SEND_TO_CONNECTION, CLOSE_CONNECTION, REMOVE_CONNECTION_FROM_ALL_GROUPS, CONNECTION_EXISTS -> Set.of(
                    CONNECTION);
            case ADD_CONNECTION_TO_GROUP, REMOVE_CONNECTION_FROM_GROUP -> Set.of(CONNECTION, GROUP);
            case ADD_USER_TO_GROUP, REMOVE_USER_FROM_GROUP -> Set.of(USER, GROUP);
            case GRANT_PERMISSION, REVOKE_PERMISSION, CHECK_PERMISSION -> Set.of(
                    CONNECTION, PERMISSION, PERMISSION_GROUP);
        };
    }

    /** What the call takes besides. */
    public static Set<Parameter> optional(Operation.Kind kind) {
        return switch (kind) {
            case SEND_TO_ALL, SEND_TO_GROUP -> Set.of(FILTER, EXCLUDED, MESSAGE_TTL);
            case SEND_TO_USER -> Set.of(FILTER, MESSAGE_TTL);
            case SEND_TO_CONNECTION -> Set.of(MESSAGE_TTL);
            case ADD_CONNECTIONS_TO_GROUPS, REMOVE_CONNECTIONS_FROM_GROUPS -> Set.of(FILTER);
            case CLOSE_ALL_CONNECTIONS, CLOSE_GROUP_CONNECTIONS, CLOSE_USER_CONNECTIONS -> Set.of(REASON, EXCLUDED);
            case CLOSE_CONNECTION -> Set.of(REASON);
            case LIST_CONNECTIONS_IN_GROUP -> Set.of(TOP, PAGE_SIZE, CONTINUATION);
            case GENERATE_CLIENT_TOKEN -> Set.of(USER, ROLES, GROUPS, MINUTES, CLIENT_TYPE);
            case REMOVE_CONNECTION_FROM_ALL_GROUPS,
                    REMOVE_USER_FROM_ALL_GROUPS,
                    ADD_CONNECTION_TO_GROUP,
                    REMOVE_CONNECTION_FROM_GROUP,
                    ADD_USER_TO_GROUP,
                    REMOVE_USER_FROM_GROUP,
                    GRANT_PERMISSION,
                    REVOKE_PERMISSION,
                    CHECK_PERMISSION,
                    GROUP_EXISTS,
                    USER_EXISTS,
                    CONNECTION_EXISTS,
                    GET_SERVICE_STATUS -> Set.of();
        };
    }

    public static boolean takes(Operation.Kind kind, Parameter parameter) {
        return needed(kind).contains(parameter) || optional(kind).contains(parameter);
    }
}
