package io.github.kafkaconnect.webpubsub.emulator.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits and unsettled facts of the WebSocket side, with the documented or likeliest values as defaults.
 *
 * @param keepAlive interval of pings; null for the hub's setting
 * @param missedPingsMax unanswered pings after which a client is closed with {@code PingTimeout}
 * @param recoveryWindow how long a dropped reliable client may come back
 * @param closeFrameIsFinal whether a reliable client that says goodbye is gone at once
 * @param queueMax what may wait for a slow client before it is closed with {@code SlowClient}
 * @param replayMax what a reliable client may leave unacknowledged
 * @param frameBytesMax longest frame, and longest message in several frames
 * @param literalPermissionsMax literal grants and revocations per connection
 * @param failedEventCloseCode of a simple client whose event failed or found no handler
 */
public record ClientRules(
        @Nullable Duration keepAlive,
        int missedPingsMax,
        Duration recoveryWindow,
        boolean closeFrameIsFinal,
        Bounds queueMax,
        Bounds replayMax,
        int frameBytesMax,
        int literalPermissionsMax,
        int failedEventCloseCode) {
    /** A limit by count and by bytes; both are inclusive. */
    public record Bounds(int messages, long bytes) {
        boolean exceededBy(int count, long size) {
            return count > messages || size > bytes;
        }
    }

    private static final Bounds SERVICE_BOUNDS = new Bounds(1000, 16L * 1024 * 1024);

    public static final ClientRules DEFAULT = new ClientRules(
            null, 2, Duration.ofSeconds(30), true, SERVICE_BOUNDS, SERVICE_BOUNDS, 1_048_576, 1000, 1011);

    /** With pings at that interval in every hub. */
    public ClientRules withKeepAlive(Duration interval) {
        return new ClientRules(
                interval,
                missedPingsMax,
                recoveryWindow,
                closeFrameIsFinal,
                queueMax,
                replayMax,
                frameBytesMax,
                literalPermissionsMax,
                failedEventCloseCode);
    }

    public ClientRules withRecoveryWindow(Duration window) {
        return new ClientRules(
                keepAlive,
                missedPingsMax,
                window,
                closeFrameIsFinal,
                queueMax,
                replayMax,
                frameBytesMax,
                literalPermissionsMax,
                failedEventCloseCode);
    }

    public ClientRules withQueueMax(Bounds bounds) {
        return new ClientRules(
                keepAlive,
                missedPingsMax,
                recoveryWindow,
                closeFrameIsFinal,
                bounds,
                replayMax,
                frameBytesMax,
                literalPermissionsMax,
                failedEventCloseCode);
    }

    public ClientRules withReplayMax(Bounds bounds) {
        return new ClientRules(
                keepAlive,
                missedPingsMax,
                recoveryWindow,
                closeFrameIsFinal,
                queueMax,
                bounds,
                frameBytesMax,
                literalPermissionsMax,
                failedEventCloseCode);
    }

    public ClientRules withLiteralPermissionsMax(int count) {
        return new ClientRules(
                keepAlive,
                missedPingsMax,
                recoveryWindow,
                closeFrameIsFinal,
                queueMax,
                replayMax,
                frameBytesMax,
                count,
                failedEventCloseCode);
    }
}
