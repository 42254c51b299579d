package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * Asks for the connections of a group, a page at a time. Changes nothing.
 *
 * @param pageSize most connections on a page, 1 to 200; 0 leaves it to the service
 * @param top most connections on all pages together; 0 = all
 * @param continuationToken where the page begins, as the page before says; empty for the first
 */
public record ListConnections(Hub hub, GroupName group, int pageSize, int top, String continuationToken)
        implements Operation {
    private static final int PAGE_MAX = 200;

    public ListConnections {
        if (pageSize < 0 || pageSize > PAGE_MAX) {
            throw new IllegalArgumentException("maxpagesize must be 1 to " + PAGE_MAX);
        }
        if (top < 0) {
            throw new IllegalArgumentException("top must be positive");
        }
        if (!Names.isWellFormed(continuationToken)) {
            throw new IllegalArgumentException("continuationToken is not Unicode text");
        }
    }

    @Override
    public Kind kind() {
        return Kind.LIST_CONNECTIONS_IN_GROUP;
    }

    @Override
    public Target target() {
        return new Target(hub, Target.Kind.GROUP, group.value());
    }
}
