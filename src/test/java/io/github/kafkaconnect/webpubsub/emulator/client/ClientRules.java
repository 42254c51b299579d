package io.github.kafkaconnect.webpubsub.emulator.client;

import java.time.Duration;

/**
 * Limits and unsettled facts of the WebSocket side, with the documented or likeliest values as defaults. Each option can
 * be set as a text, too: see {@code EmulatorOptions.with}.
 *
 * @param limits what one connection may have and send
 * @param events what becomes of a subprotocol client's event that fails
 * @param closeCodes with which the service ends a connection
 */
public record ClientRules(
        Pings pings,
        Limits limits,
        Recovery recovery,
        Acks acks,
        Events events,
        CloseCodes closeCodes,
        Messages messages) {

    public static final ClientRules DEFAULT = new ClientRules(
            new Pings(Duration.ZERO, 2),
            new Limits(Bounds.SERVICE, Bounds.SERVICE, 1_048_576, 1000),
            Recovery.DEFAULT,
            new Acks(0, Remembered.SUCCESSES, AckOrder.ACK_FIRST, AckOrder.MESSAGE_FIRST, "", ""),
            new Events("InternalServerError", AfterFailure.STAYS_OPEN, "NotFound", AfterFailure.STAYS_OPEN),
            new CloseCodes(1008, 1008, 1011, 1011, 1008),
            new Messages(MetadataField.METADATA, JsonStrings.JSON));

    /**
     * The service's pings.
     *
     * @param interval zero for the hub's own setting
     * @param missedMax unanswered ones after which a client is closed with {@code PingTimeout}; no document has the number
     */
    public record Pings(Duration interval, int missedMax) {}

    /**
     * What one connection may have.
     *
     * @param queue what may wait for a slow client before it is closed with {@code SlowClient}; for a reliable one on top of
     *     {@code replay}
     * @param replay what a reliable client may leave unacknowledged
     * @param frameBytes longest frame, and longest message in several frames
     * @param literalPermissions grants and revocations of single groups; that there is a bound is known, not its number
     */
    public record Limits(Bounds queue, Bounds replay, int frameBytes, int literalPermissions) {}

    /** A limit by count and by bytes; both are inclusive. */
    public record Bounds(int messages, long bytes) {
        static final Bounds SERVICE = new Bounds(1000, 16L * 1024 * 1024);

        Bounds plus(Bounds other) {
            return new Bounds(messages + other.messages(), bytes + other.bytes());
        }

        boolean exceededBy(int count, long size) {
            return count > messages || size > bytes;
        }
    }

    /**
     * How a dropped reliable client comes back.
     *
     * @param window how long it may take; "at least 30 s" is documented, an upper bound is not
     * @param goodbye whether a client that sent a close frame may come back is unknown
     * @param conflict which socket wins when the old one still lives is unknown
     * @param tokenLife of a reconnection token; "about one week" is documented
     * @param olderTokens whether a token outlives the next one of its connection is unknown
     * @param disconnected when the event handler hears of the drop is unknown
     */
    public record Recovery(
            Duration window,
            Goodbye goodbye,
            Conflict conflict,
            Duration tokenLife,
            OlderTokens olderTokens,
            DisconnectedEvent disconnected) {
        static final Recovery DEFAULT = new Recovery(
                Duration.ofSeconds(30),
                Goodbye.FINAL,
                Conflict.NEWER_WINS,
                Duration.ofDays(7),
                OlderTokens.VALID,
                DisconnectedEvent.AFTER_WINDOW);

        Recovery withWindow(Duration other) {
            return new Recovery(other, goodbye, conflict, tokenLife, olderTokens, disconnected);
        }
    }

    /** What a close frame of a reliable client means. */
    public enum Goodbye {
        /** The connection is gone at once. */
        FINAL,
        /** It is a drop like any other. */
        RECOVERABLE
    }

    /** What a recovery meets whose connection still has a socket. */
    public enum Conflict {
        /** The old socket is closed. */
        NEWER_WINS,
        /** The recovery is refused with 1008. */
        OLDER_WINS
    }

    /** What a recovery means for the tokens handed out before. */
    public enum OlderTokens {
        VALID,
        REPLACED
    }

    /** When {@code disconnected} is sent for a dropped reliable client. */
    public enum DisconnectedEvent {
        /** Once it can no longer come back. */
        AFTER_WINDOW,
        /** With every drop, whether or not the client comes back. */
        AT_ONCE
    }

    /**
     * Answers to frames with an {@code ackId}.
     *
     * @param memory how many ack ids one connection remembers is unknown; 0 for all
     * @param remembered whether a failed ack id is refused as a duplicate is unknown
     * @param echo which comes first is unknown: the ack of a send to a group, or the sender's own copy of the message
     * @param reply which comes first is unknown: the ack of an event, or the handler's message
     * @param repeatedJoin error name for joining a group twice; empty, as assumed, for success
     * @param emptyGroup error name for a send to a group without members; empty, as assumed, for success
     */
    public record Acks(
            int memory, Remembered remembered, AckOrder echo, AckOrder reply, String repeatedJoin, String emptyGroup) {}

    /** Which ack ids count as used. */
    public enum Remembered {
        SUCCESSES,
        ALL
    }

    /** What a client sees first. */
    public enum AckOrder {
        ACK_FIRST,
        MESSAGE_FIRST
    }

    /**
     * What a subprotocol client meets when its event was not handled; no document tells it for certain.
     *
     * @param failedError error name of the ack when the handler failed; empty for no ack
     * @param unhandledError error name of the ack when no handler takes the event; empty for no ack
     */
    public record Events(
            String failedError, AfterFailure failedThen, String unhandledError, AfterFailure unhandledThen) {}

    /** What becomes of a connection whose event was not handled. */
    public enum AfterFailure {
        STAYS_OPEN,
        /** With a {@code disconnected} frame and the close code of simple clients. */
        CLOSES
    }

    /**
     * Close codes that no document settles, or that were observed to differ.
     *
     * @param malformedFrame of a frame that does not fit the subprotocol
     * @param forbiddenSend of a simple client that may not send to its group
     * @param failedEvent of a client whose event the handler did not take
     * @param unhandledEvent of a client whose event no handler wants; 1000 was observed, the service team's emulator has 1011
     * @param overflow of a reliable client that left too much unacknowledged
     */
    public record CloseCodes(int malformedFrame, int forbiddenSend, int failedEvent, int unhandledEvent, int overflow) {
        public CloseCodes {
            for (int code : new int[] {malformedFrame, forbiddenSend, failedEvent, unhandledEvent, overflow}) {
                if (code < 1000 || code > 4999 || code == 1005 || code == 1006 || code == 1015) {
                    throw new IllegalArgumentException("a close code must be one that may be sent, not " + code);
                }
            }
        }
    }

    /**
     * How messages look in JSON frames.
     *
     * @param metadata whether they carry a message's metadata, and where, is unknown
     * @param jsonStrings the data type of a JSON message that is a string is unknown
     */
    public record Messages(MetadataField metadata, JsonStrings jsonStrings) {}

    /** Where a JSON frame has the metadata of its message. */
    public enum MetadataField {
        /** In a field {@code metadata}, in both directions. */
        METADATA,
        /** Nowhere. */
        NONE
    }

    /** The {@code dataType} of a JSON string. */
    public enum JsonStrings {
        JSON,
        TEXT
    }

    /** With pings at that interval in every hub. */
    public ClientRules withKeepAlive(Duration interval) {
        Pings other = new Pings(interval, pings.missedMax());
        return new ClientRules(other, limits, recovery, acks, events, closeCodes, messages);
    }

    public ClientRules withRecoveryWindow(Duration window) {
        return new ClientRules(pings, limits, recovery.withWindow(window), acks, events, closeCodes, messages);
    }

    public ClientRules withQueueMax(Bounds bounds) {
        return withLimits(new Limits(bounds, limits.replay(), limits.frameBytes(), limits.literalPermissions()));
    }

    public ClientRules withReplayMax(Bounds bounds) {
        return withLimits(new Limits(limits.queue(), bounds, limits.frameBytes(), limits.literalPermissions()));
    }

    public ClientRules withLiteralPermissionsMax(int count) {
        return withLimits(new Limits(limits.queue(), limits.replay(), limits.frameBytes(), count));
    }

    private ClientRules withLimits(Limits other) {
        return new ClientRules(pings, other, recovery, acks, events, closeCodes, messages);
    }
}
