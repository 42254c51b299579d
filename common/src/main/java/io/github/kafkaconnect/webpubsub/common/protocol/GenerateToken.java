package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.List;

/**
 * Asks for a token with which a client may connect. Changes nothing.
 *
 * @param userId empty for a client without a user
 * @param roles what the client may do, such as {@code webpubsub.joinLeaveGroup.room}
 * @param groups that the client is in from the start
 * @param minutesToExpire how long the client may take to connect, at least 1
 */
public record GenerateToken(
        Hub hub, String userId, List<String> roles, List<GroupName> groups, int minutesToExpire, ClientType clientType)
        implements Operation {
    public static final int DEFAULT_MINUTES = 60;

    /** Which way a client comes in. */
    public enum ClientType {
        DEFAULT("/client/hubs/"),
        MQTT("/clients/mqtt/hubs/");

        private final String path;

        ClientType(String path) {
            this.path = path;
        }

        /** @throws IllegalArgumentException when there is none of that name, in either case */
        public static ClientType parse(String text) {
            for (ClientType type : values()) {
                if (type.name().equalsIgnoreCase(text)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("clientType is none of Default, MQTT");
        }
    }

    public GenerateToken {
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
        if (minutesToExpire < 1) {
            throw new IllegalArgumentException("minutesToExpire must be at least 1");
        }
        if (!Names.isWellFormed(userId) || !roles.stream().allMatch(Names::isWellFormed)) {
            throw new IllegalArgumentException("user or role holds half a surrogate pair, which is not Unicode text");
        }
    }

    /** Behind the endpoint, the URL at which the client connects; the token is for no other. */
    public String clientPath() {
        return PercentEncoding.append(new StringBuilder(clientType.path), hub.name())
                .toString();
    }

    @Override
    public Kind kind() {
        return Kind.GENERATE_CLIENT_TOKEN;
    }

    @Override
    public Target target() {
        return userId.isEmpty() ? new Target(hub, Target.Kind.ALL, "") : new Target(hub, Target.Kind.USER, userId);
    }
}
