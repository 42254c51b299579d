package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Whom an operation is about: the key of its delivery lane and its name in logs and dead letters.
 *
 * @param name of the group, user or connection; empty when all connections of the hub are meant
 */
public record Target(Hub hub, Kind kind, String name) {
    /** From wide to narrow. */
    public enum Kind {
        ALL,
        GROUP,
        USER,
        CONNECTION
    }

    public Target {
        if (name.isEmpty() != (kind == Kind.ALL)) {
            throw new IllegalArgumentException("a target has a name unless it is all");
        }
    }

    /** Written out: asked for with every record, and what records have by themselves goes through method handles. */
    @Override
    public int hashCode() {
        return 31 * (31 * hub.hashCode() + kind.name().hashCode()) + name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target target
                && kind == target.kind
                && name.equals(target.name)
                && hub.equals(target.hub);
    }

    /** @throws IllegalArgumentException unless this is a connection or a user, which groups have as members */
    void requireMember() {
        if (kind != Kind.CONNECTION && kind != Kind.USER) {
            throw new IllegalArgumentException("only a connection or a user can be a member of a group");
        }
    }

    /** One word without blanks or line breaks, such as {@code chat/group/room%201}: safe in a log line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(hub.name()).append('/');
        return switch (kind) {
            case ALL -> text.append("all").toString();
            case GROUP -> PercentEncoding.append(text.append("group/"), name).toString();
            case USER -> PercentEncoding.append(text.append("user/"), name).toString();
            case CONNECTION -> PercentEncoding.append(text.append("connection/"), name)
                    .toString();
        };
    }
}
