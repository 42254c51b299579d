package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.Arrays;
import java.util.Optional;

/** One call of the data plane, as data. How it travels is another's business. */
public sealed interface Operation
        permits Operation.Send,
                Close,
                Join,
                Leave,
                ChangeGroups,
                Permit,
                Exists,
                ListConnections,
                GenerateToken,
                CheckHealth {
    Kind kind();

    /** Operations with equal targets are carried out in order. */
    Target target();

    /** One constant for each call of the data plane. */
    enum Kind {
        SEND_TO_ALL("sendToAll"),
        SEND_TO_GROUP("sendToGroup"),
        SEND_TO_USER("sendToUser"),
        SEND_TO_CONNECTION("sendToConnection"),
        CLOSE_ALL_CONNECTIONS("closeAllConnections"),
        CLOSE_GROUP_CONNECTIONS("closeGroupConnections"),
        CLOSE_USER_CONNECTIONS("closeUserConnections"),
        CLOSE_CONNECTION("closeConnection"),
        ADD_CONNECTION_TO_GROUP("addConnectionToGroup"),
        ADD_USER_TO_GROUP("addUserToGroup"),
        ADD_CONNECTIONS_TO_GROUPS("addConnectionsToGroups"),
        REMOVE_CONNECTION_FROM_GROUP("removeConnectionFromGroup"),
        REMOVE_CONNECTION_FROM_ALL_GROUPS("removeConnectionFromAllGroups"),
        REMOVE_USER_FROM_GROUP("removeUserFromGroup"),
        REMOVE_USER_FROM_ALL_GROUPS("removeUserFromAllGroups"),
        REMOVE_CONNECTIONS_FROM_GROUPS("removeConnectionsFromGroups"),
        GRANT_PERMISSION("grantPermission"),
        REVOKE_PERMISSION("revokePermission"),
        CHECK_PERMISSION("checkPermission"),
        GROUP_EXISTS("groupExists"),
        USER_EXISTS("userExists"),
        CONNECTION_EXISTS("connectionExists"),
        LIST_CONNECTIONS_IN_GROUP("listConnectionsInGroup"),
        GENERATE_CLIENT_TOKEN("generateClientToken"),
        GET_SERVICE_STATUS("getServiceStatus");

        private final String operationName;

        Kind(String operationName) {
            this.operationName = operationName;
        }

        /** As in the service's API description, in lower camel case. */
        public String operationName() {
            return operationName;
        }

        /** Whether its answer is all that comes of it. */
        public boolean isQuestion() {
            return asksWhether()
                    || this == LIST_CONNECTIONS_IN_GROUP
                    || this == GENERATE_CLIENT_TOKEN
                    || this == GET_SERVICE_STATUS;
        }

        /** Whether the answer is yes, 200, or no, 404. */
        public boolean asksWhether() {
            return this == CHECK_PERMISSION || this == GROUP_EXISTS || this == USER_EXISTS || this == CONNECTION_EXISTS;
        }

        /** Whether every connection of the hub is concerned. */
        public boolean concernsHub() {
            return this == SEND_TO_ALL || this == CLOSE_ALL_CONNECTIONS;
        }

        /** Whether it carries a message. */
        public boolean isSend() {
            return this == SEND_TO_ALL || this == SEND_TO_GROUP || this == SEND_TO_USER || this == SEND_TO_CONNECTION;
        }

        /** By its name, whose first letter may be in either case. */
        public static Optional<Kind> named(String text) {
            return Arrays.stream(values())
                    .filter(kind -> !text.isEmpty()
                            && text.substring(1).equals(kind.operationName.substring(1))
                            && Character.toLowerCase(text.charAt(0)) == kind.operationName.charAt(0))
                    .findFirst();
        }
    }

    /** The four calls that carry a message. An answer 202 says that the service took it, not that a client got it. */
    sealed interface Send extends Operation {
        Payload payload();

        SendOptions options();

        /** The same send with another message. */
        Send withPayload(Payload newPayload);
    }

    /** Sends to every connection of a hub. */
    record SendToAll(Hub hub, Payload payload, SendOptions options) implements Send {
        public SendToAll(Hub hub, Payload payload) {
            this(hub, payload, SendOptions.NONE);
        }

        @Override
        public Kind kind() {
            return Kind.SEND_TO_ALL;
        }

        @Override
        public Send withPayload(Payload newPayload) {
            return new SendToAll(hub, newPayload, options);
        }

        @Override
        public Target target() {
            return new Target(hub, Target.Kind.ALL, "");
        }
    }

    /** Sends to the connections that are in a group now. */
    record SendToGroup(Hub hub, GroupName group, Payload payload, SendOptions options) implements Send {
        public SendToGroup(Hub hub, GroupName group, Payload payload) {
            this(hub, group, payload, SendOptions.NONE);
        }

        @Override
        public Kind kind() {
            return Kind.SEND_TO_GROUP;
        }

        @Override
        public Send withPayload(Payload newPayload) {
            return new SendToGroup(hub, group, newPayload, options);
        }

        @Override
        public Target target() {
            return new Target(hub, Target.Kind.GROUP, group.value());
        }
    }

    /** Sends to all connections of a user; the service knows no exclusions here. */
    record SendToUser(Hub hub, UserId user, Payload payload, SendOptions options) implements Send {
        public SendToUser {
            if (!options.excluded().isEmpty()) {
                throw new IllegalArgumentException("a send to a user cannot exclude connections");
            }
        }

        public SendToUser(Hub hub, UserId user, Payload payload) {
            this(hub, user, payload, SendOptions.NONE);
        }

        @Override
        public Kind kind() {
            return Kind.SEND_TO_USER;
        }

        @Override
        public Send withPayload(Payload newPayload) {
            return new SendToUser(hub, user, newPayload, options);
        }

        @Override
        public Target target() {
            return new Target(hub, Target.Kind.USER, user.value());
        }
    }

    /** Sends to one connection; the service knows neither exclusions nor a filter here. */
    record SendToConnection(Hub hub, ConnectionId connection, Payload payload, SendOptions options) implements Send {
        public SendToConnection {
            if (!options.excluded().isEmpty() || !options.filter().isEmpty()) {
                throw new IllegalArgumentException("a send to a connection takes neither exclusions nor a filter");
            }
        }

        public SendToConnection(Hub hub, ConnectionId connection, Payload payload) {
            this(hub, connection, payload, SendOptions.NONE);
        }

        @Override
        public Kind kind() {
            return Kind.SEND_TO_CONNECTION;
        }

        @Override
        public Send withPayload(Payload newPayload) {
            return new SendToConnection(hub, connection, newPayload, options);
        }

        @Override
        public Target target() {
            return new Target(hub, Target.Kind.CONNECTION, connection.value());
        }
    }
}
