package io.github.kafkaconnect.webpubsub.common.protocol;

/** One call of the data plane, as data: one record for each. How it travels is another's business. */
public sealed interface Operation {
    Kind kind();

    /** Operations with equal targets are carried out in order. */
    Target target();

    /** One constant for each record. */
    enum Kind {
        SEND_TO_ALL("sendToAll"),
        SEND_TO_GROUP("sendToGroup"),
        SEND_TO_USER("sendToUser"),
        SEND_TO_CONNECTION("sendToConnection");

        private final String operationName;

        Kind(String operationName) {
            this.operationName = operationName;
        }

        /** As in the service's API description, in lower camel case. */
        public String operationName() {
            return operationName;
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
