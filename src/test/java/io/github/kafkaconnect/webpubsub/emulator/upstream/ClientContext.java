package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the service remembers of one client connection for its events; lives as long as the connection, recoveries
 * included. Made by the caller before the connect event; the caller sets user id and subprotocol once they are known.
 * Safe for use by any thread.
 */
public final class ClientContext {
    private final String hub;
    private final String connectionId;
    private final AtomicLong lastEventId = new AtomicLong();
    private final CookieJar cookies = new CookieJar();
    private final ClientLane lane = new ClientLane();
    private volatile @Nullable String userId;
    private volatile @Nullable String subprotocol;
    private volatile @Nullable String connectionState;

    /** @param userId of the token, null for an anonymous client */
    public ClientContext(String hub, String connectionId, @Nullable String userId) {
        this.hub = hub;
        this.connectionId = connectionId;
        this.userId = userId;
    }

    public String hub() {
        return hub;
    }

    public String connectionId() {
        return connectionId;
    }

    public @Nullable String userId() {
        return userId;
    }

    /** Called when the connect answer overrides the token's user id. */
    public void setUserId(@Nullable String userId) {
        this.userId = userId;
    }

    public @Nullable String subprotocol() {
        return subprotocol;
    }

    /** Called once the subprotocol is negotiated, before {@code connected}. */
    public void setSubprotocol(@Nullable String subprotocol) {
        this.subprotocol = subprotocol;
    }

    /** The opaque text a handler attached to this connection; null when none did, and the empty text counts. */
    public @Nullable String connectionState() {
        return connectionState;
    }

    void setConnectionState(String connectionState) {
        this.connectionState = connectionState;
    }

    /** Cookies of the connect answer; belong to the upstream's event loop. */
    CookieJar cookies() {
        return cookies;
    }

    /** The order of this connection's events; belongs to the upstream's event loop. */
    ClientLane lane() {
        return lane;
    }

    /** The next {@code ce-id} of this connection; connect is 0 by definition, everything after it counts from 1. */
    long nextEventId() {
        return lastEventId.incrementAndGet();
    }
}
