package io.github.kafkaconnect.webpubsub.emulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import io.github.kafkaconnect.webpubsub.emulator.service.Hub;
import io.github.kafkaconnect.webpubsub.emulator.service.Permissions.FullException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every operation that is not a send: it changes or reads the state at once. */
final class Acts {
    private static final Answer OK = Answer.empty(200);
    private static final Answer NO_CONTENT = Answer.empty(204);
    private final RestApi.Parts parts;
    private final BulkGroups bulkGroups;

    Acts(RestApi.Parts parts) {
        this.parts = parts;
        this.bulkGroups = new BulkGroups(parts.groups());
    }

    Answer act(Call call) throws RestError {
        Operation operation = call.operation();
        if (operation == Operation.HEALTH) {
            return OK;
        }
        Hub hub = parts.hubs().hub(call.hub());
        return switch (operation) {
            case CONNECTION_EXISTS -> exists(
                    hub.find(call.connectionId()) != null, notFound().connection());
            case GROUP_EXISTS -> exists(!hub.inGroup(call.group()).isEmpty(), "Warning.Group.NotExisted");
            case USER_EXISTS -> exists(
                    !hub.ofUser(call.userId()).isEmpty(), notFound().user());
            case LIST_CONNECTIONS_IN_GROUP -> Answer.json(
                    200, Pages.page(call, hub, parts.endpoints().get(0)));
            case ADD_CONNECTIONS_TO_GROUPS -> bulkGroups.change(call, hub, hub::join);
            case REMOVE_CONNECTIONS_FROM_GROUPS -> bulkGroups.change(call, hub, hub::leave);
            case CLOSE_CONNECTION, CLOSE_ALL, CLOSE_GROUP, CLOSE_USER -> close(call, hub);
            case GRANT_PERMISSION, REVOKE_PERMISSION, CHECK_PERMISSION -> permission(call, hub);
            case GENERATE_TOKEN -> token(call);
            default -> membership(call, hub);
        };
    }

    private RestRules.NotFoundCodes notFound() {
        return parts.rules().answers().notFound();
    }

    private static Answer exists(boolean exists, String code) throws RestError {
        if (!exists) {
            throw RestError.header(404, code);
        }
        return OK;
    }

    private Answer close(Call call, Hub hub) {
        String given = call.query().last("reason");
        String reason = given == null ? parts.rules().answers().closeReason() : given;
        Collection<Connection> closing =
                switch (call.operation()) {
                    case CLOSE_ALL -> hub.all();
                    case CLOSE_GROUP -> hub.inGroup(call.group());
                    case CLOSE_USER -> hub.ofUser(call.userId());
                    default -> one(hub.find(call.connectionId()));
                };
        Selection selection = new Selection(null, call.operation().isClose() ? call.excluded() : Set.of());
        selection.of(closing).forEach(connection -> connection.outlet().close(reason));
        return NO_CONTENT;
    }

    private Answer membership(Call call, Hub hub) throws RestError {
        return switch (call.operation()) {
            case ADD_CONNECTION_TO_GROUP -> {
                hub.join(existing(call, hub), call.group());
                yield OK;
            }
            case ADD_USER_TO_GROUP -> {
                List<Connection> connections = hub.ofUser(call.userId());
                if (connections.isEmpty()) {
                    throw RestError.withBody(
                            404, notFound().userToGroup(), "User `" + call.userId() + "` is not found.", "User");
                }
                connections.forEach(connection -> hub.join(connection, call.group()));
                yield OK;
            }
            case REMOVE_CONNECTION_FROM_GROUP -> {
                one(hub.find(call.connectionId())).forEach(connection -> hub.leave(connection, call.group()));
                yield NO_CONTENT;
            }
            case REMOVE_CONNECTION_FROM_ALL_GROUPS -> {
                one(hub.find(call.connectionId())).forEach(hub::leaveAll);
                yield NO_CONTENT;
            }
            case REMOVE_USER_FROM_GROUP -> {
                hub.ofUser(call.userId()).forEach(connection -> hub.leave(connection, call.group()));
                yield NO_CONTENT;
            }
            case REMOVE_USER_FROM_ALL_GROUPS -> {
                hub.ofUser(call.userId()).forEach(hub::leaveAll);
                yield NO_CONTENT;
            }
            default -> throw new IllegalStateException("No membership operation: " + call.operation());
        };
    }

    private static Connection existing(Call call, Hub hub) throws RestError {
        Connection connection = hub.find(call.connectionId());
        if (connection == null) {
            throw RestError.withBody(
                    404,
                    "Error.Connection.NotExisted",
                    "Connection `" + call.connectionId() + "` is not found.",
                    "Connection");
        }
        return connection;
    }

    private static Answer permission(Call call, Hub hub) throws RestError {
        Connection connection = hub.find(call.connectionId());
        boolean revoke = call.operation() == Operation.REVOKE_PERMISSION;
        if (connection == null && !revoke) {
            throw RestError.header(404, "Info.Connection.NotExisted");
        }
        if (connection == null) {
            return NO_CONTENT;
        }
        if (call.operation() == Operation.CHECK_PERMISSION) {
            return exists(
                    connection.permissions().allow(call.permission(), call.targetName()), "Info.Connection.NotExisted");
        }
        try {
            if (revoke) {
                connection.permissions().revoke(call.permission(), call.targetName());
            } else {
                connection.permissions().grant(call.permission(), call.targetName());
            }
            return revoke ? NO_CONTENT : OK;
        } catch (FullException e) {
            throw RestError.withBody(
                    409, "Error.Connection.Conflict", "The permissions of the connection are full.", "Connection");
        }
    }

    private Answer token(Call call) {
        boolean mqtt = "mqtt".equalsIgnoreCase(call.query().last("clientType"));
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("aud", parts.endpoints().get(0) + (mqtt ? "/clients/mqtt/hubs/" : "/client/hubs/") + call.hub());
        String userId = call.query().last("userId");
        if (userId != null) {
            claims.put("sub", userId);
        }
        putAll(claims, "role", call.query().all("role"));
        putAll(claims, "webpubsub.group", call.query().all("group"));
        Integer minutes = call.intParameter("minutesToExpire");
        String token = parts.tokens().mint(claims, (minutes == null ? 60L : minutes) * 60);
        return Answer.json(
                200, JsonNodeFactory.instance.objectNode().put("token", token).toString());
    }

    private static void putAll(ObjectNode claims, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = claims.putArray(name);
            values.forEach(array::add);
        }
    }

    private static List<Connection> one(@Nullable Connection connection) {
        return connection == null ? List.of() : List.of(connection);
    }
}
