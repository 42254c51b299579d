package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.filter.Filter;
import io.github.kafkaconnect.webpubsub.emulator.filter.FilterException;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of a set of connections are meant: all that the filter matches and that are not excluded. */
record Selection(@Nullable Filter filter, Set<String> excluded) {
    /** Reads a filter; null or empty text selects everything. */
    static @Nullable Filter filter(@Nullable String text) throws RestError {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Filter.parse(text);
        } catch (FilterException e) {
            throw RestError.badRequest("filter", String.valueOf(e.getMessage()));
        }
    }

    boolean includes(Connection connection) {
        return (filter == null || filter.matches(connection.subject()))
                && (excluded.isEmpty() || !excluded.contains(connection.id()));
    }

    Collection<Connection> of(Collection<Connection> connections) {
        return filter == null && excluded.isEmpty()
                ? connections
                : connections.stream().filter(this::includes).toList();
    }
}
