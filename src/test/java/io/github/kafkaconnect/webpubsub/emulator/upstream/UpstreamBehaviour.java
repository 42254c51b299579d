package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.time.Duration;
import java.util.List;

/**
 * How the service treats its handlers; every fact that no document settles is an option here. Each can be set as a text,
 * too: see {@code EmulatorOptions.with}.
 *
 * @param retryDelays before the second and every further attempt of an event or a handshake that met 408, 5xx or a
 *     network failure; empty switches retries off. 1, 3, 5 s are those of the service team's emulator, the documents name
 *     no retry at all
 * @param eventTimeout of an event as a whole: held time, retries and delays included. No document has the number; 100 s
 *     is that of the service team's emulator
 */
public record UpstreamBehaviour(
        List<Duration> retryDelays,
        Duration eventTimeout,
        Requests requests,
        Answers answers,
        Handshakes handshakes,
        LateConnected lateConnected,
        Connections connections) {
    /** What is documented, or observed, or the most likely. */
    public static final UpstreamBehaviour DOCUMENTED = new UpstreamBehaviour(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5)),
            Duration.ofSeconds(100),
            new Requests(UserIdEncoding.PERCENT_ENCODED, UnkeyedSignature.OMITTED, RequestIds.NONE),
            new Answers(
                    500,
                    ServerErrors.AS_ANSWERED,
                    Redirects.FAILURE,
                    16 * 1024 * 1024,
                    EmptyAnswers.NO_MESSAGE,
                    ProtobufAnswers.DELIVERED),
            Handshakes.DOCUMENTED,
            LateConnected.NEVER,
            Connections.DOCUMENTED);

    public UpstreamBehaviour {
        retryDelays = List.copyOf(retryDelays);
    }

    /**
     * What event requests carry.
     *
     * @param userId how {@code ce-userId} carries an id that is not plain ASCII is unknown
     * @param unkeyedSignature whether events are signed while local authentication is off is unknown
     * @param requestIds whether events carry {@code x-ms-client-request-id} is unknown
     */
    public record Requests(UserIdEncoding userId, UnkeyedSignature unkeyedSignature, RequestIds requestIds) {}

    /** How {@code ce-userId} carries an id that is not plain ASCII. */
    public enum UserIdEncoding {
        /** As CloudEvents wants it: UTF-8 bytes outside {@code !..~}, and blank, quote and percent, as {@code %XX}. */
        PERCENT_ENCODED,
        /** UTF-8 bytes as they are; the service team's own emulator does this. */
        RAW_UTF8
    }

    /** Whether events carry {@code ce-signature} while local authentication is off. */
    public enum UnkeyedSignature {
        OMITTED,
        /** Made with the keys that are not accepted. */
        SENT
    }

    /** Whether events carry an {@code x-ms-client-request-id}. */
    public enum RequestIds {
        NONE,
        /** Another one for every event, the same for its repetitions. */
        SENT
    }

    /**
     * What answers of handlers mean.
     *
     * @param unreachableStatus what a client's handshake gets when the connect handler cannot be reached, does not answer
     *     in time or answers nonsense is unknown
     * @param serverErrors what a client's handshake gets when the connect handler answers 5xx is unknown
     * @param redirects whether the service follows a 3xx is unknown
     * @param maxBytes of a body; 16 MiB is that of the service team's emulator
     * @param empty whether a 200 without body is a message to the client is unknown
     * @param protobuf what {@code application/x-protobuf} means for a client that does not speak it is unknown
     */
    public record Answers(
            int unreachableStatus,
            ServerErrors serverErrors,
            Redirects redirects,
            int maxBytes,
            EmptyAnswers empty,
            ProtobufAnswers protobuf) {
        public Answers {
            if (unreachableStatus < 400 || unreachableStatus > 599) {
                throw new IllegalArgumentException("the status must be 4xx or 5xx, not " + unreachableStatus);
            }
        }

        /** With another limit of a body's length. */
        public Answers withMaxBytes(int bytes) {
            return new Answers(unreachableStatus, serverErrors, redirects, bytes, empty, protobuf);
        }
    }

    /** What the client sees of a 5xx to its connect event. */
    public enum ServerErrors {
        AS_ANSWERED,
        /** The status of an unreachable handler. */
        AS_UNREACHABLE
    }

    /** What happens to an event that is answered 3xx. */
    public enum Redirects {
        FAILURE,
        /** It is sent to the {@code Location}, at most five times, with its method and body. */
        FOLLOWED
    }

    /** What a 200 without body and metadata means. */
    public enum EmptyAnswers {
        NO_MESSAGE,
        EMPTY_MESSAGE
    }

    /** What an answer in protobuf means for simple and JSON clients. */
    public enum ProtobufAnswers {
        /** A message: a binary frame, or {@code protobuf} with base64. */
        DELIVERED,
        /** A failure, as any type the service does not know. */
        FAILURE
    }

    /** What happens to events while there is no fresh yes to a handshake. */
    public enum Unanswered {
        /** They wait, within their own time-out. */
        HOLD_EVENTS,
        /** They wait for the first handshake only; then the last result stands until a newer one is there. */
        TRUST_LAST_RESULT
    }

    /** When a yes that is too old is asked for again. */
    public enum Repetition {
        /** When the next event comes. */
        WITH_EVENTS,
        /** As soon as it is too old, until the settings of a hub change. */
        ALWAYS
    }

    /** What a 404 to OPTIONS means. */
    public enum NotFound {
        /** GET is tried. */
        ASK_WITH_GET,
        /** No. */
        REFUSAL
    }

    /** What a handshake with a handler that has managed identity carries. */
    public enum Bearer {
        NONE,
        SENT
    }

    /**
     * The abuse-protection handshake.
     *
     * @param timeout of one request
     * @param interval after which a yes is asked for again; no document tells how long it is good for
     * @param firstRetry wait after a no; doubles with every further one up to {@code interval}
     * @param notFound whether the service ever asks by GET is known from its team's emulator only
     * @param bearer whether the request carries the managed identity's token is unknown
     */
    public record Handshakes(
            Duration timeout,
            Duration interval,
            Duration firstRetry,
            Unanswered unanswered,
            Repetition repetition,
            NotFound notFound,
            Bearer bearer) {
        public static final Handshakes DOCUMENTED = new Handshakes(
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Unanswered.HOLD_EVENTS,
                Repetition.WITH_EVENTS,
                NotFound.ASK_WITH_GET,
                Bearer.NONE);

        /** With other times. */
        public Handshakes withTimes(Duration oneTimeout, Duration everyInterval, Duration afterNo) {
            return new Handshakes(oneTimeout, everyInterval, afterNo, unanswered, repetition, notFound, bearer);
        }

        public Handshakes withUnanswered(Unanswered other) {
            return new Handshakes(timeout, interval, firstRetry, other, repetition, notFound, bearer);
        }

        public Handshakes withRepetition(Repetition other) {
            return new Handshakes(timeout, interval, firstRetry, unanswered, other, notFound, bearer);
        }
    }

    /**
     * Sends {@code connected} only after the first user event of the connection was answered.
     *
     * @param probability 0..1, drawn per connection
     * @param atMost after which it is sent although no user event came
     */
    public record LateConnected(double probability, Duration atMost) {
        public static final LateConnected NEVER = new LateConnected(0, Duration.ofSeconds(1));

        public LateConnected {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("the probability must be 0..1, not " + probability);
            }
        }
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
                List.of(delays), eventTimeout, requests, answers, handshakes, lateConnected, connections);
    }

    public UpstreamBehaviour withEventTimeout(Duration timeout) {
        return new UpstreamBehaviour(retryDelays, timeout, requests, answers, handshakes, lateConnected, connections);
    }

    public UpstreamBehaviour withUserIdEncoding(UserIdEncoding encoding) {
        return withRequests(new Requests(encoding, requests.unkeyedSignature(), requests.requestIds()));
    }

    public UpstreamBehaviour withRequests(Requests other) {
        return new UpstreamBehaviour(retryDelays, eventTimeout, other, answers, handshakes, lateConnected, connections);
    }

    public UpstreamBehaviour withAnswers(Answers other) {
        return new UpstreamBehaviour(
                retryDelays, eventTimeout, requests, other, handshakes, lateConnected, connections);
    }

    public UpstreamBehaviour withHandshakes(Handshakes other) {
        return new UpstreamBehaviour(retryDelays, eventTimeout, requests, answers, other, lateConnected, connections);
    }

    public UpstreamBehaviour withLateConnected(LateConnected late) {
        return new UpstreamBehaviour(retryDelays, eventTimeout, requests, answers, handshakes, late, connections);
    }

    public UpstreamBehaviour withConnections(Connections other) {
        return new UpstreamBehaviour(retryDelays, eventTimeout, requests, answers, handshakes, lateConnected, other);
    }
}
