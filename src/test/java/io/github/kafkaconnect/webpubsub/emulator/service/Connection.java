package io.github.kafkaconnect.webpubsub.emulator.service;

import io.github.kafkaconnect.webpubsub.emulator.filter.Subject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection id, for as long as the service knows it; a reliable one outlives its socket. */
public final class Connection {
    private final Identity identity;
    private final Permissions permissions;
    private final Outlet outlet;
    private final Set<String> groups = new LinkedHashSet<>();

    /** Who the connection is; the hub is in lower case, the protocol is the agreed subprotocol. */
    public record Identity(String hub, String connectionId, @Nullable String userId, @Nullable String protocol) {}

    public Connection(Identity identity, Permissions permissions, Outlet outlet) {
        this.identity = identity;
        this.permissions = permissions;
        this.outlet = outlet;
    }

    public Identity identity() {
        return identity;
    }

    public String id() {
        return identity.connectionId();
    }

    public @Nullable String userId() {
        return identity.userId();
    }

    public Permissions permissions() {
        return permissions;
    }

    public Outlet outlet() {
        return outlet;
    }

    /** Read-only; changed through {@link Hub#join} and {@link Hub#leave}. */
    public Set<String> groups() {
        return Collections.unmodifiableSet(groups);
    }

    Set<String> mutableGroups() {
        return groups;
    }

    /** How filters see it. */
    public Subject subject() {
        return new Subject(id(), userId(), groups(), identity.protocol());
    }
}
