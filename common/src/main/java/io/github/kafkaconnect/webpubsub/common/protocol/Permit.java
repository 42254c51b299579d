package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Grants a permission to a connection, revokes it, or asks whether the connection has it (200 yes, 404 no). Revoking what was not granted
 * is no error.
 *
 * @param group what it is about; the service answers 400 without it
 */
public record Permit(Hub hub, ConnectionId connection, Permission permission, GroupName group, Act act)
        implements Operation {
    /** What is done with the permission. */
    public enum Act {
        GRANT,
        REVOKE,
        CHECK
    }

    @Override
    public Kind kind() {
        return switch (act) {
            case GRANT -> Kind.GRANT_PERMISSION;
            case REVOKE -> Kind.REVOKE_PERMISSION;
            case CHECK -> Kind.CHECK_PERMISSION;
        };
    }

    @Override
    public Target target() {
        return new Target(hub, Target.Kind.CONNECTION, connection.value());
    }
}
