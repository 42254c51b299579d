package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Asks whether a group or a user has a connection, or whether a connection is open: 200 yes, 404 no. Changes nothing.
 *
 * @param target a group, a user or a connection
 */
public record Exists(Target target) implements Operation {
    public Exists {
        if (target.kind() == Target.Kind.ALL) {
            throw new IllegalArgumentException("only a group, a user or a connection can be asked for");
        }
    }

    @Override
    public Kind kind() {
        return switch (target.kind()) {
            case GROUP -> Kind.GROUP_EXISTS;
            case USER -> Kind.USER_EXISTS;
            default -> Kind.CONNECTION_EXISTS;
        };
    }
}
