package io.github.kafkaconnect.webpubsub.common.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Removes a connection, or all connections of a user, from a group or from all groups. Not being a member is no error.
 *
 * @param member a connection or a user
 * @param group null for all groups; then it goes in the member's order, else in the group's
 */
public record Leave(Target member, @Nullable GroupName group) implements Operation {
    public Leave {
        member.requireMember();
    }

    @Override
    public Kind kind() {
        boolean user = member.kind() == Target.Kind.USER;
        if (group == null) {
            return user ? Kind.REMOVE_USER_FROM_ALL_GROUPS : Kind.REMOVE_CONNECTION_FROM_ALL_GROUPS;
        }
        return user ? Kind.REMOVE_USER_FROM_GROUP : Kind.REMOVE_CONNECTION_FROM_GROUP;
    }

    @Override
    public Target target() {
        return group == null ? member : new Target(member.hub(), Target.Kind.GROUP, group.value());
    }
}
