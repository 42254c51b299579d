package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Grants a permission to a connection, or revokes it. Revoking what was not granted is no error.
 *
 * @param group what it is about; the service answers 400 without it
 */
public record Permit(Hub hub, ConnectionId connection, Permission permission, GroupName group, boolean grants)
        implements Operation {
    @Override
    public Kind kind() {
        return grants ? Kind.GRANT_PERMISSION : Kind.REVOKE_PERMISSION;
    }

    @Override
    public Target target() {
        return new Target(hub, Target.Kind.CONNECTION, connection.value());
    }
}
