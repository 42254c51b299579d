package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording.Exchange;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way: held until the handshake allows it, sent, sent again, answered or given up at its deadline.
 * Confined to the event loop; calls back exactly once.
 */
final class EventDelivery {
    private final UpstreamOptions options;
    private final EventCounters counters;
    private final EventRecording recording;
    private final OutgoingEvent event;
    private final Consumer<HandlerAnswer> done;
    private final Instant started;
    private @Nullable Runnable stopWaiting;
    private @Nullable Attempts attempts;
    private @Nullable Future<?> deadline;
    private boolean ended;

    EventDelivery(
            UpstreamOptions options,
            EventCounters counters,
            EventRecording recording,
            OutgoingEvent event,
            Consumer<HandlerAnswer> done) {
        this.options = options;
        this.counters = counters;
        this.recording = recording;
        this.event = event;
        this.done = done;
        this.started = options.clock().instant();
    }

    void start(HandshakeGate gate, HandlerHttp http, HandlerRequest request) {
        counters.started(event.kind());
        long timeoutNanos = options.behaviour().eventTimeout().toNanos();
        deadline = options.loop().schedule(() -> giveUp("no answer in time"), timeoutNanos, TimeUnit.NANOSECONDS);
        stopWaiting = gate.whenKnown(allowed -> {
            if (ended) {
                return;
            }
            if (!allowed) {
                giveUp("the event handler did not allow the WebHook-Request-Origin");
                return;
            }
            Attempts.Plan plan =
                    Attempts.Plan.of(options.behaviour(), options.behaviour().eventTimeout());
            attempts = new Attempts(options.loop(), http, plan, request, this::end);
            attempts.start();
        });
    }

    /** Ends the event without an answer; does nothing once it ended. */
    void giveUp(String reason) {
        if (ended) {
            return;
        }
        if (stopWaiting != null) {
            stopWaiting.run();
        }
        if (attempts != null) {
            attempts.cancel();
        }
        end(new HandlerAnswer.GivenUp(reason));
    }

    private void end(HandlerAnswer answer) {
        if (ended) {
            return;
        }
        ended = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        int sent = attempts == null ? 0 : attempts.started();
        counters.ended(event.kind(), answer.succeeded(), sent);
        recording.add(new Exchange(
                event.client().hub(),
                event.client().connectionId(),
                Long.toString(event.id()),
                event.kind().type(event.name()),
                answer.statusOrZero(),
                sent,
                answer.succeeded() ? "" : answer.describe(),
                started,
                options.clock().instant()));
        done.accept(answer);
    }
}
