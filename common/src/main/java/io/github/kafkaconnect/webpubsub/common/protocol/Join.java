package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Adds a connection, or all connections that a user has at the moment, to a group. It goes in the group's order: what is sent to the
 * group afterwards reaches the member.
 *
 * @param member a connection or a user
 */
public record Join(Target member, GroupName group) implements Operation {
    public Join {
        member.requireMember();
    }

    @Override
    public Kind kind() {
        return member.kind() == Target.Kind.USER ? Kind.ADD_USER_TO_GROUP : Kind.ADD_CONNECTION_TO_GROUP;
    }

    @Override
    public Target target() {
        return new Target(member.hub(), Target.Kind.GROUP, group.value());
    }
}
