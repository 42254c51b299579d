package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.time.Duration;
import java.util.List;

/**
 * How the service treats its handlers; every fact that no document settles is an option here.
 *
 * @param retryDelays before the second and every further attempt of an event or a handshake that met 408, 5xx or a
 *     network failure; empty switches retries off. Documented: 1, 3, 5 s
 * @param eventTimeout of an event as a whole: held time, retries and delays included. Documented: 100 s
 * @param unreachableStatus what a client's handshake gets when the connect handler cannot be reached, does not answer in
 *     time or answers nonsense. Documented: 500
 * @param maxAnswerBytes of an answer's body. Documented: 16 MiB
 */
public record UpstreamBehaviour(
        List<Duration> retryDelays,
        Duration eventTimeout,
        int unreachableStatus,
        int maxAnswerBytes,
        UserIdEncoding userIdEncoding,
        Handshakes handshakes,
        LateConnected lateConnected,
        Connections connections) {
    /** What is documented, or observed, or the most likely. */
    public static final UpstreamBehaviour DOCUMENTED = new UpstreamBehaviour(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5)),
            Duration.ofSeconds(100),
            500,
            16 * 1024 * 1024,
            UserIdEncoding.PERCENT_ENCODED,
            Handshakes.DOCUMENTED,
            LateConnected.NEVER,
            Connections.DOCUMENTED);

    public UpstreamBehaviour {
        retryDelays = List.copyOf(retryDelays);
    }

    /** How {@code ce-userId} carries an id that is not plain ASCII. */
    public enum UserIdEncoding {
        /** As CloudEvents wants it: UTF-8 bytes outside {@code !..~}, and blank, quote and percent, as {@code %XX}. */
        PERCENT_ENCODED,
        /** UTF-8 bytes as they are; the service team's own emulator does this. */
        RAW_UTF8
    }

    /** What happens to events while there is no fresh yes to a handshake. */
    public enum Unanswered {
        /** They wait, within their own time-out. */
        HOLD_EVENTS,
        /** They wait for the first handshake only; then the last result stands until a newer one is there. */
        TRUST_LAST_RESULT
    }

    /**
     * The abuse-protection handshake.
     *
     * @param timeout of one request
     * @param interval after which a yes is asked for again
     * @param firstRetry wait after a no; doubles with every further one up to {@code interval}
     */
    public record Handshakes(Duration timeout, Duration interval, Duration firstRetry, Unanswered unanswered) {
        public static final Handshakes DOCUMENTED = new Handshakes(
                Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(1), Unanswered.HOLD_EVENTS);
    }

    /**
     * Sends {@code connected} only after the first user event of the connection was answered.
     *
     * @param probability 0..1, drawn per connection
     * @param atMost after which it is sent although no user event came
     */
    public record LateConnected(double probability, Duration atMost) {
        public static final LateConnected NEVER = new LateConnected(0, Duration.ofSeconds(1));
    }

    /**
     * The connections to one host.
     *
     * @param spread so many are opened before one is used again, so that events arrive over several
     * @param max further events wait for a free one
     * @param idleTimeout an unused connection is closed after this
     * @param trustAnyCertificate for handlers with a certificate made for a test
     */
    public record Connections(int spread, int max, Duration idleTimeout, boolean trustAnyCertificate) {
        public static final Connections DOCUMENTED = new Connections(4, 256, Duration.ofSeconds(60), false);

        public Connections {
            if (spread < 1 || max < spread) {
                throw new IllegalArgumentException("needs 1 <= spread <= max, not " + spread + " and " + max);
            }
        }
    }

    public UpstreamBehaviour withRetryDelays(Duration... delays) {
        return new UpstreamBehaviour(
                List.of(delays),
                eventTimeout,
                unreachableStatus,
                maxAnswerBytes,
                userIdEncoding,
                handshakes,
                lateConnected,
                connections);
    }

    public UpstreamBehaviour withEventTimeout(Duration timeout) {
        return new UpstreamBehaviour(
                retryDelays,
                timeout,
                unreachableStatus,
                maxAnswerBytes,
                userIdEncoding,
                handshakes,
                lateConnected,
                connections);
    }

    public UpstreamBehaviour withUserIdEncoding(UserIdEncoding encoding) {
        return new UpstreamBehaviour(
                retryDelays,
                eventTimeout,
                unreachableStatus,
                maxAnswerBytes,
                encoding,
                handshakes,
                lateConnected,
                connections);
    }

    public UpstreamBehaviour withHandshakes(Handshakes handshakes) {
        return new UpstreamBehaviour(
                retryDelays,
                eventTimeout,
                unreachableStatus,
                maxAnswerBytes,
                userIdEncoding,
                handshakes,
                lateConnected,
                connections);
    }

    public UpstreamBehaviour withLateConnected(LateConnected late) {
        return new UpstreamBehaviour(
                retryDelays,
                eventTimeout,
                unreachableStatus,
                maxAnswerBytes,
                userIdEncoding,
                handshakes,
                late,
                connections);
    }

    public UpstreamBehaviour withConnections(Connections connections) {
        return new UpstreamBehaviour(
                retryDelays,
                eventTimeout,
                unreachableStatus,
                maxAnswerBytes,
                userIdEncoding,
                handshakes,
                lateConnected,
                connections);
    }
}
