package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.Evidence;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.EventKey;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.handoff.Waiter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Takes the events of one task: checks, renders, hands over. Runs on transport threads and never blocks them. The order of checks:
 * 400 malformed, 404 hub, 401 trust, 503 cannot take, 400 body, 413 size.
 *
 * @param <R> the rendered event
 */
public final class EventIntake<R> {
    private final Checks checks;
    private final Rendering<R> rendering;
    private final Handoff<R> handoff;
    private final EventCounters counters;
    private final LongSupplier nanoTime;

    public EventIntake(
            Checks checks, Rendering<R> rendering, Handoff<R> handoff, EventCounters counters, LongSupplier nanoTime) {
        this.checks = checks;
        this.rendering = rendering;
        this.handoff = handoff;
        this.counters = counters;
        this.nanoTime = nanoTime;
    }

    /** What an event must pass. */
    public record Checks(UpstreamEventParser parser, TrustPolicy trust, EventPolicy policy) {}

    /** Turns an event into what goes to Kafka. */
    public interface Rendering<R> {
        /**
         * @param hub as configured
         * @throws WebPubSubException EVENT_MALFORMED or EVENT_TOO_LARGE
         */
        Rendered<R> render(String hub, UpstreamEvent event);
    }

    /**
     * A rendered event.
     *
     * @param records how many records must reach Kafka before the event is answered
     * @param bytes their size
     */
    public record Rendered<R>(R payload, int records, long bytes) {}

    boolean isReady() {
        return handoff.refusal() == null;
    }

    /** Answers through {@code reply}, now or later; or returns the reason to refuse, and then has not answered. */
    Optional<Refusal> accept(IncomingRequest request, HttpReceiver.Reply reply) {
        try {
            UpstreamEvent event = checks.parser().parse(request.headers(), request.body());
            Optional<String> hub = checks.policy().hub(event.hub());
            if (hub.isEmpty()) {
                return refuse(new Refusal(404, ErrorCode.EVENT_MALFORMED, "this hub is not served here"));
            }
            Optional<Refusal> untrusted = checks.trust().check(evidence(request));
            if (untrusted.isPresent()) {
                return refuse(untrusted.get());
            }
            take(hub.get(), event, reply);
            return Optional.empty();
        } catch (WebPubSubException e) {
            return refuse(new Refusal(e.code() == ErrorCode.EVENT_TOO_LARGE ? 413 : 400, e.code(), detailOf(e)));
        }
    }

    private void take(String hub, UpstreamEvent event, HttpReceiver.Reply reply) {
        counters.countReceived(event.kind());
        long timeoutMs = checks.policy().answerTimeoutMs(event.kind());
        Waiter waiter = new Waiter(
                settlement -> settle(settlement, reply),
                nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(timeoutMs));
        EventKey key = EventKey.of(event);
        if (handoff.join(key, waiter)) {
            counters.countJoined();
            return;
        }
        Settlement refusal = handoff.refusal();
        if (refusal != null) {
            settle(refusal, reply);
            return;
        }
        Rendered<R> rendered = rendering.render(hub, event);
        handoff.offer(new OwedReply<>(key, rendered.payload(), rendered.records(), rendered.bytes(), waiter), waiter);
    }

    private void settle(Settlement settlement, HttpReceiver.Reply reply) {
        counters.countSettled(settlement);
        reply.send(Replies.of(settlement));
    }

    private Optional<Refusal> refuse(Refusal refusal) {
        counters.countRefused();
        return Optional.of(refusal);
    }

    private static Evidence evidence(IncomingRequest request) {
        return new Evidence(
                request.first("ce-connectionId").orElse(""),
                request.all("ce-signature"),
                request.all("WebHook-Request-Origin"),
                request.parameters("code"));
    }

    private static String detailOf(WebPubSubException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.code().id() + " ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
