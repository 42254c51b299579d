package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.Figures;
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
                        () -> lease.state().tooLarge() + requests.refused(Refusal.Kind.TOO_LARGE))
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
        return figures;
    }

    static long daysLeft(Instant end, Instant now) {
        return Math.max(0, Duration.between(now, end).toDays());
    }
}
