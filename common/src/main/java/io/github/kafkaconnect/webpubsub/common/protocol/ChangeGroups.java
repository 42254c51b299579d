package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.List;

/**
 * Adds to groups, or removes from them, all connections that meet a filter at the moment.
 *
 * @param joins whether connections are added
 * @param groups at least one
 * @param filter an OData expression; empty for every connection of the hub
 */
public record ChangeGroups(Hub hub, boolean joins, List<GroupName> groups, String filter) implements Operation {
    public ChangeGroups {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no group is named");
        }
        if (!Names.isWellFormed(filter)) {
            throw new IllegalArgumentException("filter holds half a surrogate pair, which is not Unicode text");
        }
    }

    @Override
    public Kind kind() {
        return joins ? Kind.ADD_CONNECTIONS_TO_GROUPS : Kind.REMOVE_CONNECTIONS_FROM_GROUPS;
    }

    @Override
    public Target target() {
        return new Target(hub, Target.Kind.ALL, "");
    }
}
