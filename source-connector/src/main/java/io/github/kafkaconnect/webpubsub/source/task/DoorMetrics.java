package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.transport.TurnedAway;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.ingress.RequestCounters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The figures of a task's door, and of the listener that it may share with other tasks. */
final class DoorMetrics {
    private DoorMetrics() {}

    static Figures figures(RequestCounters requests, ListenerRegistry.Lease lease, Clock clock) {
        Figures figures = new Figures()
                .add(
                        "request-refused-total",
                        "Requests that were no event, not trusted or too large.",
                        requests::refused)
                .add(
                        "request-too-large-total",
                        "Requests answered 413: for their body, counted by all tasks of the listener, or for their event.",
                        () -> lease.state().turnedAway(TurnedAway.BODY_TOO_LARGE)
                                + requests.refused(Refusal.Kind.TOO_LARGE))
                .add(
                        "handshake-ok-total",
                        "Times that the service asked whether events may be sent here, and heard that they may.",
                        requests::handshakes)
                .add(
                        "handshake-failed-total",
                        "Times that somebody asked whether events may be sent here, and was refused.",
                        requests::failedHandshakes)
                .add(
                        "handshake-last-age-ms",
                        "Time since the last handshake that succeeded, in milliseconds; -1 before the first.",
                        requests::lastHandshakeAgeMs)
                .add(
                        "connection-open",
                        "Open connections of the listener, whichever task they serve.",
                        () -> lease.state().connections())
                .add(
                        "connection-max",
                        "Connections that the listener may have open, by upstream.connections.max.",
                        () -> lease.state().maxConnections())
                .add(
                        "listener-up",
                        "1 while the listener accepts connections, else 0.",
                        () -> lease.state().listening() ? 1 : 0)
                .add(
                        "certificate-days-left",
                        "Whole days until the listener's certificate ends, 0 from then on; -1 without TLS.",
                        () -> lease.certificateValidUntil()
                                .map(end -> daysLeft(end, clock.instant()))
                                .orElse(-1L));
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            figures.add(
                    "request-refused-" + kind.word() + "-total",
                    "Requests refused, for " + kind.meaning(),
                    () -> requests.refused(kind));
        }
        return figures.addAll(turnedAway(lease));
    }

    /** What a handler never heard of has no task: each counts it for the listener that it shares. */
    private static Figures turnedAway(ListenerRegistry.Lease lease) {
        Figures figures = new Figures();
        for (TurnedAway reason : TurnedAway.values()) {
            if (reason != TurnedAway.BODY_TOO_LARGE) {
                figures.add(
                        name(reason), meaning(reason) + "; counted by all tasks of the listener.", () -> lease.state()
                                .turnedAway(reason));
            }
        }
        return figures;
    }

    private static String name(TurnedAway reason) {
        return switch (reason) {
            case CONNECTION -> "connection-refused-total";
            case TLS -> "connection-tls-failed-total";
            case MALFORMED -> "request-not-http-total";
            case SLOW -> "request-slow-total";
            case BODY_TOO_LARGE -> "request-too-large-total";
            case LINE_TOO_LONG -> "request-line-too-long-total";
            case HEADERS_TOO_LONG -> "request-headers-too-long-total";
            case NO_ROOM -> "request-no-room-total";
            case UNSUPPORTED -> "request-unsupported-total";
        };
    }

    private static String meaning(TurnedAway reason) {
        return switch (reason) {
            case CONNECTION -> "Connections closed at once, as upstream.connections.max were open";
            case TLS -> "Connections whose TLS handshake failed";
            case MALFORMED -> "Requests answered 400, as they are no HTTP/1.1 that all servers would read alike";
            case SLOW -> "Requests answered 408, as their headers or body came too slowly";
            case BODY_TOO_LARGE -> "Requests answered 413, for their body";
            case LINE_TOO_LONG -> "Requests answered 414, for their first line";
            case HEADERS_TOO_LONG -> "Requests answered 431, for their headers";
            case NO_ROOM -> "Requests answered 503, as bodies of upstream.bodies.max.bytes were on their way in";
            case UNSUPPORTED -> "Requests answered 501 or 505, for their transfer coding or version of HTTP";
        };
    }

    static long daysLeft(Instant end, Instant now) {
        return Math.max(0, Duration.between(now, end).toDays());
    }
}
