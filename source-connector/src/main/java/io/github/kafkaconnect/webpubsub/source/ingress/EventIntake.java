package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.source.event.EventPolicy;
import io.github.kafkaconnect.webpubsub.source.event.Evidence;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import io.github.kafkaconnect.webpubsub.source.event.TrustPolicy;
import io.github.kafkaconnect.webpubsub.source.handoff.Answer;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.EventKey;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.handoff.Terms;
import io.github.kafkaconnect.webpubsub.source.handoff.Waiter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the events of one task: checks, renders, hands over. Runs on transport threads and never blocks them. The order of checks:
 * 400 malformed, 404 hub, 401 trust, 400 unknown kind, 503 cannot take, 400 body, 413 size.
 *
 * @param <R> the rendered event
 */
public final class EventIntake<R> {
    private final Checks checks;
    private final Work<R> work;
    private final Handoff<R> handoff;
    private final EventCounters counters;
    private final LongSupplier nanoTime;

    public EventIntake(Checks checks, Work<R> work, Handoff<R> handoff, EventCounters counters, LongSupplier nanoTime) {
        this.checks = checks;
        this.work = work;
        this.handoff = handoff;
        this.counters = counters;
        this.nanoTime = nanoTime;
    }

    /** What an event must pass. */
    public record Checks(UpstreamEventParser parser, TrustPolicy trust, EventPolicy policy) {}

    /** How an event is answered and what goes to Kafka. */
    public record Work<R>(Planning planning, Rendering<R> rendering, Questions<R> questions) {}

    /** Decides about an event that is one. Pure. */
    public interface Planning {
        /** @param hub as configured */
        Plan plan(String hub, UpstreamEvent event);
    }

    /**
     * A decision.
     *
     * @param taken false when the answer needs no record: a client is refused
     * @param reply once the records are in Kafka, unless an application is asked
     * @param unanswered null unless an application is asked; what is answered when that is late
     */
    public record Plan(boolean taken, UpstreamReply reply, @Nullable UpstreamReply unanswered) {
        /** Answered with 204 once it is in Kafka. */
        public static final Plan TAKE = new Plan(true, UpstreamReply.NO_CONTENT, null);

        /** The answer where Kafka does not take the event and nobody can be asked. */
        UpstreamReply unrecorded() {
            return unanswered == null ? reply : unanswered;
        }
    }

    /** Where applications are asked. */
    public interface Questions<R> {
        /** Whether replies can be read. */
        boolean isOpen();

        /** A new question; its headers go into the event's records. */
        Question<R> ask(UpstreamEvent.Kind kind);
    }

    /** One question. */
    public interface Question<R> {
        Map<String, String> headers();

        long timeoutNanos();

        /** Tells who waits: only for an event that was taken, and before its records can be seen by anybody. */
        void expect(OwedReply<R> owed);
    }

    /** Turns an event into what goes to Kafka. */
    public interface Rendering<R> {
        /**
         * @param hub as configured
         * @param more headers for the records
         * @throws WebPubSubException EVENT_MALFORMED or EVENT_TOO_LARGE
         */
        Rendered<R> render(String hub, UpstreamEvent event, Map<String, String> more);
    }

    /**
     * A rendered event.
     *
     * @param records how many records must reach Kafka before the event is answered
     * @param bytes their size
     */
    public record Rendered<R>(R payload, int records, long bytes) {}

    boolean isReady() {
        return handoff.refusal() == null
                && !handoff.isKafkaLost()
                && work.questions().isOpen();
    }

    /** Answers through {@code reply}, now or later; or returns the reason to refuse, and then has not answered. */
    Optional<Refusal> accept(IncomingRequest request, HttpReceiver.Reply reply) {
        try {
            UpstreamEvent event = checks.parser().parse(request.headers(), request.body());
            Optional<String> hub = checks.policy().hub(event.hub());
            if (hub.isEmpty()) {
                return Optional.of(
                        new Refusal(404, ErrorCode.EVENT_MALFORMED, Refusal.Kind.HUB, "this hub is not served here"));
            }
            Optional<Refusal> untrusted = checks.trust().check(evidence(request));
            if (untrusted.isPresent()) {
                return untrusted;
            }
            Optional<Refusal> unwanted = checks.policy().check(event);
            if (unwanted.isPresent()) {
                return unwanted;
            }
            take(hub.get(), event, reply);
            return Optional.empty();
        } catch (WebPubSubException e) {
            boolean tooLarge = e.code() == ErrorCode.EVENT_TOO_LARGE;
            return Optional.of(new Refusal(
                    tooLarge ? 413 : 400,
                    e.code(),
                    tooLarge ? Refusal.Kind.TOO_LARGE : Refusal.Kind.MALFORMED,
                    detailOf(e)));
        }
    }

    private void take(String hub, UpstreamEvent event, HttpReceiver.Reply reply) {
        long now = nanoTime.getAsLong();
        counters.countReceived(event.kind(), now);
        Waiter waiter = new Waiter(
                answer -> settle(new Settling(hub, event, now), answer, reply),
                now + TimeUnit.MILLISECONDS.toNanos(checks.policy().answerTimeoutMs(event.kind())));
        EventKey key = EventKey.of(event);
        Handoff.Repeat repeat = handoff.join(key, waiter);
        if (repeat != Handoff.Repeat.NONE) {
            counters.countRepeated();
            return;
        }
        Plan plan = work.planning().plan(hub, event);
        if (!plan.taken()) {
            handoff.remember(key, plan.reply());
            waiter.answer(new Answer(Settlement.REFUSED, plan.reply()));
            return;
        }
        Settlement refusal = refusal(plan);
        if (refusal != null) {
            waiter.answer(new Answer(refusal, null));
            return;
        }
        handOver(hub, event, new Pending(key, plan, waiter, now));
    }

    /** A request on its way into the hand-off. */
    private record Pending(EventKey key, Plan plan, Waiter waiter, long receivedNanos) {}

    private void handOver(String hub, UpstreamEvent event, Pending pending) {
        UpstreamReply unanswered = pending.plan().unanswered();
        Question<R> question = unanswered == null ? null : work.questions().ask(event.kind());
        Rendered<R> rendered = work.rendering().render(hub, event, question == null ? Map.of() : question.headers());
        Terms.Question asked = question == null || unanswered == null
                ? null
                : new Terms.Question(
                        pending.receivedNanos() + question.timeoutNanos(),
                        unanswered,
                        unseen(event.kind(), pending.plan().reply(), unanswered));
        Terms terms =
                new Terms(rendered.records(), rendered.bytes(), pending.plan().reply(), asked);
        OwedReply<R> owed = new OwedReply<>(pending.key(), rendered.payload(), terms, pending.waiter());
        if (question == null) {
            handoff.offer(owed, pending.waiter());
        } else {
            handoff.offer(owed, pending.waiter(), () -> question.expect(owed));
        }
    }

    /** What is filtered out on purpose is answered as if nobody were asked, but whether a client may connect nobody has decided. */
    private static UpstreamReply unseen(UpstreamEvent.Kind kind, UpstreamReply reply, UpstreamReply unanswered) {
        return kind == UpstreamEvent.Kind.CONNECT ? unanswered : reply;
    }

    private @Nullable Settlement refusal(Plan plan) {
        Settlement refusal = handoff.refusal();
        boolean mute = plan.unanswered() != null && !work.questions().isOpen();
        return refusal == null && mute ? Settlement.MUTE : refusal;
    }

    /** A request whose answer is there. */
    private record Settling(String hub, UpstreamEvent event, long receivedNanos) {}

    private void settle(Settling settling, Answer answer, HttpReceiver.Reply reply) {
        UpstreamEvent event = settling.event();
        Answer told = answer;
        if (event.kind() == UpstreamEvent.Kind.CONNECT
                && checks.policy().admitsUnrecorded()
                && !answer.settlement().isFinal()) {
            UpstreamReply decided = answer.decided();
            UpstreamReply unrecorded = decided == null
                    ? work.planning().plan(settling.hub(), event).unrecorded()
                    : decided;
            // Whom an application did not let in is not let in for want of a record either.
            told = unrecorded.status() < 300 ? new Answer(Settlement.ADMITTED, unrecorded) : answer;
        }
        counters.countSettled(told.settlement(), settling.receivedNanos());
        reply.send(Replies.of(told));
    }

    private static Evidence evidence(IncomingRequest request) {
        return new Evidence(
                request.first("ce-connectionid").orElse(""),
                request.all("ce-signature"),
                request.all("webhook-request-origin"),
                request.parameters("code"),
                request.all("authorization"));
    }

    private static String detailOf(WebPubSubException e) {
        String message = String.valueOf(e.getMessage());
        String prefix = e.code().id() + " ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
