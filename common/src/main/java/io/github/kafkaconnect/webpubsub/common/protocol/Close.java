package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.List;

/**
 * Closes all connections of a target. A target without any is no error.
 *
 * @param excluded connections that stay; none for a single connection
 * @param reason given to the clients; empty for none
 */
public record Close(Target target, List<ConnectionId> excluded, String reason) implements Operation {
    public Close {
        excluded = List.copyOf(excluded);
        if (target.kind() == Target.Kind.CONNECTION && !excluded.isEmpty()) {
            throw new IllegalArgumentException("closing one connection takes no exclusions");
        }
        if (!Names.isWellFormed(reason)) {
            throw new IllegalArgumentException("reason holds half a surrogate pair, which is not Unicode text");
        }
    }

    @Override
    public Kind kind() {
        return switch (target.kind()) {
            case ALL -> Kind.CLOSE_ALL_CONNECTIONS;
            case GROUP -> Kind.CLOSE_GROUP_CONNECTIONS;
            case USER -> Kind.CLOSE_USER_CONNECTIONS;
            case CONNECTION -> Kind.CLOSE_CONNECTION;
        };
    }
}
