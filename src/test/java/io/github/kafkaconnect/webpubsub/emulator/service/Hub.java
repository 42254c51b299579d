package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The connections of one hub, with indices by user and by group. */
public final class Hub {
    private final String name;
    private final Map<String, Connection> connectionsById = new LinkedHashMap<>();
    private final Map<String, Map<String, Connection>> connectionsByUser = new HashMap<>();
    private final Map<String, NavigableMap<String, Connection>> connectionsByGroup = new HashMap<>();

    Hub(String name) {
        this.name = name;
    }

    /** In lower case. */
    public String name() {
        return name;
    }

    public void add(Connection connection) {
        connectionsById.put(connection.id(), connection);
        String userId = connection.userId();
        if (userId != null) {
            connectionsByUser
                    .computeIfAbsent(userId, user -> new LinkedHashMap<>())
                    .put(connection.id(), connection);
        }
    }

    public void remove(Connection connection) {
        connectionsById.remove(connection.id());
        leaveAll(connection);
        String userId = connection.userId();
        if (userId != null) {
            removeFrom(connectionsByUser, userId, connection);
        }
    }

    public void join(Connection connection, String group) {
        if (connection.mutableGroups().add(group)) {
            connectionsByGroup.computeIfAbsent(group, key -> new TreeMap<>()).put(connection.id(), connection);
        }
    }

    public void leave(Connection connection, String group) {
        if (connection.mutableGroups().remove(group)) {
            removeFrom(connectionsByGroup, group, connection);
        }
    }

    public void leaveAll(Connection connection) {
        List.copyOf(connection.groups()).forEach(group -> leave(connection, group));
    }

    public @Nullable Connection find(String connectionId) {
        return connectionsById.get(connectionId);
    }

    public int size() {
        return connectionsById.size();
    }

    /** A snapshot, so that its receiver may close connections while it iterates. */
    public List<Connection> all() {
        return new ArrayList<>(connectionsById.values());
    }

    /** The connections of a user, as a snapshot. */
    public List<Connection> ofUser(String userId) {
        return snapshot(connectionsByUser.get(userId));
    }

    /** The members of a group in the order of their ids, as a snapshot. */
    public List<Connection> inGroup(String group) {
        return snapshot(connectionsByGroup.get(group));
    }

    private static List<Connection> snapshot(@Nullable Map<String, Connection> connections) {
        return connections == null ? List.of() : new ArrayList<>(connections.values());
    }

    /** Up to {@code limit} members whose ids come after the given one (null: from the first). */
    public List<Connection> membersAfter(String group, @Nullable String afterId, int limit) {
        NavigableMap<String, Connection> members = connectionsByGroup.get(group);
        if (members == null) {
            return List.of();
        }
        Collection<Connection> rest = (afterId == null ? members : members.tailMap(afterId, false)).values();
        return rest.stream().limit(limit).toList();
    }

    private static <M extends Map<String, Connection>> void removeFrom(
            Map<String, M> index, String key, Connection connection) {
        M connections = index.get(key);
        if (connections != null && connections.remove(connection.id()) != null && connections.isEmpty()) {
            index.remove(key);
        }
    }
}
