package io.github.kafkaconnect.webpubsub.common.delivery;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable.Reach;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Reason;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides which delivery is attempted when. It has no clock, thread or random of its own; whoever calls it is the engine's one
 * thread.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>Order</b>: in one lane, a delivery is first attempted after every earlier one of the lane has ended, or together with it.
 *       Only conflation moves a delivery forward, into the place of the one that it replaces.
 *   <li><b>Several attempts</b>: a delivery may need several that succeed; nothing else of its lane comes between them.
 *   <li><b>Window</b>: an attempt starts only while fewer than the window are in flight.
 *   <li><b>One end</b>: every admitted delivery ends exactly once, or is abandoned.
 *   <li><b>Fairness</b>: lanes take turns; a lane that failed waits aside and holds up nobody else.
 *   <li><b>Hold</b>: while the endpoint is away or asks to wait, deliveries wait; none of them ends for that, unless it grows older than
 *       the delivery time-out.
 *   <li><b>No residue</b>: a lane without deliveries does not exist.
 * </ul>
 */
public final class DeliveryEngine<W extends Deliverable> {
    private static final long NANOS_PER_MS = 1_000_000;
    private static final List<Reach> REACHES = List.of(Reach.values());

    private final EngineSettings.Retries retries;
    private final Folder<W> folder;
    private final RandomGenerator random;
    private final Port<W> port;
    private final Health health;
    private final Lanes<W> lanes = new Lanes<>();
    private final Ages<W> ages = new Ages<>();
    private boolean hubsTurn;
    private int inFlight;
    private int repeatsInFlight;
    private int abandonedInFlight;
    private @Nullable Lane<W> probe;
    private boolean halted;

    /** What the engine decides is carried out here, on the engine's thread. */
    public interface Port<W extends Deliverable> {
        /**
         * Start an attempt; its outcome comes back through {@link #attemptEnded}, later, never from inside this call.
         *
         * @param joined what travels with the first; mostly empty
         */
        void attempt(Delivery<W> first, List<Delivery<W>> joined);

        /** The delivery has ended: delivered, rejected, skipped or fatal. */
        void ended(Delivery<W> delivery);

        /** Attempts fail in a row, of too few records to tell whether the endpoint or a record is to blame: they are repeated. */
        void keepsFailing(Outcome.Retryable cause);

        /** The endpoint fails: from now on only single attempts probe it. */
        void wentDown(Outcome.Retryable cause);

        /** The endpoint is back, after either of the two. */
        void cameBack(long downNanos);
    }

    public DeliveryEngine(EngineSettings settings, FoldRule<W> foldRule, RandomGenerator random, Port<W> port) {
        this.retries = settings.retries();
        this.folder = new Folder<>(settings.folding(), foldRule);
        this.random = random;
        this.port = port;
        this.health = new Health(settings, random);
    }

    /** Takes a delivery to the end of its lane, or to the place of the one that it replaces. Call {@link #step} afterwards. */
    public void admit(Delivery<W> delivery) {
        Lane<W> lane = lanes.open(delivery.work().laneKey());
        ages.add(delivery);
        Delivery<W> replaced = lane.add(delivery);
        if (replaced != null) {
            finish(replaced, new Outcome.Skipped(Reason.CONFLATED));
        } else if (lane.state() == Lane.State.IDLE) {
            lanes.settle(lane);
        }
    }

    /** Starts what may start now, and ends what has grown too old. */
    public void step(long nowNanos) {
        if (halted) {
            return;
        }
        expire(nowNanos);
        if (health.isHeld(nowNanos)) {
            return;
        }
        if (health.isUp()) {
            startAll(nowNanos);
        } else if (health.mayProbe(nowNanos)) {
            startProbe(nowNanos);
        }
    }

    /** When {@link #step} is needed again without any other event, or empty when only an event can change something. Call after it. */
    public OptionalLong nextDueNanos() {
        if (halted) {
            return OptionalLong.empty();
        }
        Earliest earliest = new Earliest();
        Delivery<W> oldest = retries.limitsAge() ? ages.oldestNotInFlight() : null;
        if (oldest != null) {
            earliest.take(oldest.admittedNanos() + retries.deliveryTimeoutNanos());
        }
        if (!health.isUp()) {
            Long probeNanos = health.probeNanos();
            if (probeNanos != null && lanes.hasIdleWork()) {
                earliest.take(probeNanos);
            }
            return earliest.nanos();
        }
        Lane<W> waiting = lanes.firstWaiting();
        if (waiting != null) {
            earliest.take(health.notBeforeHold(waiting.dueNanos()));
        }
        for (Reach reach : REACHES) {
            if (lanes.hasReady(reach) && health.hasRoom(inFlight)) {
                earliest.take(health.startNanos(reach));
            }
        }
        return earliest.nanos();
    }

    /** The outcome of an attempt that {@link Port#attempt} started. Call {@link #step} afterwards. */
    public void attemptEnded(Delivery<W> first, Outcome outcome, long nowNanos) {
        Lane<W> lane = laneInFlight(first);
        Health.Attempt attempt = new Health.Attempt(lane.startedNanos(), lane == probe);
        if (attempt.probe()) {
            probe = null;
        }
        inFlight--;
        repeatsInFlight -= lane.hasFailed() ? 1 : 0;
        if (outcome instanceof Outcome.Retryable failure) {
            failed(lane, first, failure, attempt, nowNanos);
        } else {
            lane.succeeded();
            answered(first, attempt, nowNanos);
            if (outcome instanceof Outcome.Progressed progress) {
                goOn(lane, first, progress, nowNanos);
            } else {
                conclude(lane, outcome);
            }
        }
    }

    /**
     * Drops all queued deliveries that match and forgets those in flight: their outcome will be ignored. Nothing of them reaches
     * {@link Port#ended}. Cost grows with what is queued; meant for the end of an assignment.
     */
    public void abandon(Predicate<W> which) {
        Delivery<W> next;
        for (Delivery<W> delivery = ages.oldest(); delivery != null; delivery = next) {
            next = delivery.newer;
            if (delivery.isAbandoned() || !which.test(delivery.work())) {
                continue;
            }
            if (delivery.isInFlight()) {
                delivery.abandon();
                abandonedInFlight++;
            } else {
                Lanes.of(delivery).remove(delivery);
                ages.remove(delivery);
            }
        }
        lanes.dropEmpty();
    }

    /** The oldest delivery that matches and has not ended, or null. Cost as of {@link #abandon}. */
    public @Nullable Delivery<W> find(Predicate<W> which) {
        Delivery<W> delivery = ages.oldest();
        while (delivery != null && (delivery.isAbandoned() || !which.test(delivery.work()))) {
            delivery = delivery.newer;
        }
        return delivery;
    }

    /** How many abandoned deliveries still have an attempt in flight. */
    public int abandonedInFlight() {
        return abandonedInFlight;
    }

    /** Whether the endpoint is up and attempts are in flight: then the state changes in its figures only. */
    public boolean isSteady() {
        return inFlight > 0 && health.isUp();
    }

    /** What there is to see from outside. */
    public EngineState state() {
        return new EngineState(
                inFlight,
                health.window(),
                lanes.size(),
                lanes.waiting(),
                ages.size(),
                health.downSinceNanos(),
                health.isUp() ? health.failingSinceNanos() : null,
                health.heldUntilNanos(),
                !health.isUp() && lanes.hasReady(),
                hasOnlyFailing());
    }

    /** All there is has failed, and as often as there are lanes since somebody was answered: so each about once. */
    private boolean hasOnlyFailing() {
        return lanes.size() > 0
                && inFlight == repeatsInFlight
                && (!health.isUp() || health.failuresInRow() >= lanes.size())
                && !lanes.hasReadyFresh();
    }

    private void startAll(long nowNanos) {
        for (Lane<W> lane = lanes.firstWaiting();
                lane != null && lane.dueNanos() - nowNanos <= 0;
                lane = lanes.firstWaiting()) {
            lanes.settle(lanes.takeWaiting());
        }
        while (health.hasRoom(inFlight)) {
            Reach reach = nextReach(nowNanos);
            if (reach == null) {
                return;
            }
            Lane<W> lane = lanes.takeReady(reach);
            if (lane.reach() != reach) {
                // Its head has changed since it came into this line.
                lanes.settle(lane);
            } else if (start(lane, nowNanos)) {
                health.started(reach, nowNanos);
            }
        }
        if (lanes.hasReady()) {
            health.windowIsTheLimit();
        }
    }

    /** Whose turn it is: the two reaches alternate while both have work and may send. */
    private @Nullable Reach nextReach(long nowNanos) {
        Reach preferred = hubsTurn ? Reach.HUB : Reach.TARGET;
        Reach other = hubsTurn ? Reach.TARGET : Reach.HUB;
        hubsTurn = !hubsTurn;
        if (mayStart(preferred, nowNanos)) {
            return preferred;
        }
        return mayStart(other, nowNanos) ? other : null;
    }

    private boolean mayStart(Reach reach, long nowNanos) {
        return lanes.hasReady(reach) && health.mayStart(reach, nowNanos);
    }

    /** Lanes that have not failed come first, so that one bad record does not speak for all. */
    private void startProbe(long nowNanos) {
        while (lanes.hasIdleWork()) {
            Lane<W> lane = lanes.takeForProbe();
            Reach reach = lane.reach();
            if (start(lane, nowNanos)) {
                probe = lane;
                if (reach != null) {
                    health.started(reach, nowNanos);
                }
                health.probing();
                return;
            }
        }
    }

    /** Starts an attempt of a lane that stands in no line, unless all of it turns out to be late. */
    private boolean start(Lane<W> lane, long nowNanos) {
        Delivery<W> head = lane.head();
        while (head != null && Folder.isLate(head, nowNanos)) {
            end(lane, head, new Outcome.Skipped(Reason.LATE));
            head = lane.head();
        }
        if (head == null) {
            lanes.settle(lane);
            return false;
        }
        List<Delivery<W>> joined = folder.joining(head, nowNanos);
        lane.start(1 + joined.size(), nowNanos);
        begin(head);
        for (int i = 0; i < joined.size(); i++) {
            begin(joined.get(i));
        }
        inFlight++;
        repeatsInFlight += lane.hasFailed() ? 1 : 0;
        port.attempt(head, joined);
        return true;
    }

    private void begin(Delivery<W> delivery) {
        delivery.attemptStarted();
        health.began(delivery);
    }

    private void answered(Delivery<W> first, Health.Attempt attempt, long nowNanos) {
        Long downSinceNanos = health.downSinceNanos();
        Long failingSinceNanos = health.failingSinceNanos();
        health.answered(first, attempt, nowNanos);
        if (downSinceNanos != null && health.isUp()) {
            // What failed with the endpoint need not wait for its own turn any more; what failed by itself must.
            lanes.release(waiting -> waiting.failures() > 0 && !waiting.isSuspect());
            port.cameBack(nowNanos - downSinceNanos);
        } else if (downSinceNanos == null && failingSinceNanos != null) {
            port.cameBack(nowNanos - failingSinceNanos);
        }
    }

    /** The delivery stays the head of its lane, which takes its turn again. Such a delivery never travels with others. */
    private void goOn(Lane<W> lane, Delivery<W> first, Outcome.Progressed progress, long nowNanos) {
        first.attemptEnded();
        first.progressed();
        health.progressed(first);
        if (first.isAbandoned()) {
            forget(lane, first);
        }
        if (lane.isEmpty() || progress.delayMs() == 0) {
            lanes.settle(lane);
        } else {
            lanes.wait(lane, nowNanos + progress.delayMs() * NANOS_PER_MS);
        }
    }

    /** Ends what the attempt carried. Deliveries that were refused together are not to blame for each other: each goes alone. */
    private void conclude(Lane<W> lane, Outcome outcome) {
        boolean shared = lane.carried() > 1 && outcome.kind() == Outcome.Kind.REJECTED;
        Delivery<W> next;
        Delivery<W> delivery = lane.head();
        for (int left = lane.carried(); left > 0 && delivery != null; left--, delivery = next) {
            next = delivery.nextInLane;
            delivery.attemptEnded();
            if (delivery.isAbandoned()) {
                forget(lane, delivery);
            } else if (shared) {
                delivery.goAlone();
            } else {
                end(lane, delivery, outcome);
            }
        }
        lanes.settle(lane);
    }

    private void failed(
            Lane<W> lane, Delivery<W> first, Outcome.Retryable failure, Health.Attempt attempt, long nowNanos) {
        boolean wasUp = health.isUp();
        boolean wasFailing = health.failingSinceNanos() != null;
        Health.Verdict verdict = health.failed(first, failure, attempt, nowNanos);
        if (wasUp && !health.isUp()) {
            port.wentDown(failure);
        } else if (wasUp && !wasFailing && health.failingSinceNanos() != null) {
            port.keepsFailing(failure);
        }
        switch (verdict) {
            case RETRY -> retry(lane, failure, nowNanos);
            case GUILTY -> {
                lane.startOver();
                conclude(lane, exhausted(failure));
            }
            case LOST -> conclude(lane, new Outcome.Fatal(failure.code(), failure.status(), failure.detail()));
        }
    }

    private void retry(Lane<W> lane, Outcome.Retryable failure, long nowNanos) {
        Delivery<W> next;
        Delivery<W> delivery = lane.head();
        for (int left = lane.carried(); left > 0 && delivery != null; left--, delivery = next) {
            next = delivery.nextInLane;
            delivery.attemptEnded();
            delivery.failed(failure);
            health.failedAlong(delivery, failure);
            if (delivery.isAbandoned()) {
                forget(lane, delivery);
            } else if (lane.isOutdated(delivery)) {
                end(lane, delivery, new Outcome.Skipped(Reason.CONFLATED));
            }
        }
        if (failure.trouble() != Trouble.POSTPONED) {
            lane.failed();
        }
        if (lane.isEmpty() || failure.trouble() == Trouble.POSTPONED) {
            lanes.settle(lane);
        } else {
            lanes.wait(lane, nowNanos + retries.backoff().delayMs(lane.failures(), random) * NANOS_PER_MS);
        }
    }

    private void expire(long nowNanos) {
        if (!retries.limitsAge()) {
            return;
        }
        boolean emptied = false;
        Delivery<W> next;
        for (Delivery<W> delivery = ages.oldest();
                delivery != null && nowNanos - delivery.admittedNanos() >= retries.deliveryTimeoutNanos();
                delivery = next) {
            next = delivery.newer;
            if (!delivery.isInFlight()) {
                Lane<W> lane = Lanes.of(delivery);
                if (delivery == lane.head()) {
                    lane.startOver();
                }
                end(lane, delivery, exhausted(delivery.lastFailure()));
                emptied |= lane.isEmpty();
            }
        }
        if (emptied) {
            lanes.dropEmpty();
        }
    }

    private Outcome exhausted(Outcome.@Nullable Retryable failure) {
        Outcome.Retryable cause = failure == null ? health.downCause() : failure;
        return cause == null
                ? new Outcome.Rejected(ErrorCode.SEND_EXHAUSTED, 0, "its turn did not come in time")
                : new Outcome.Rejected(
                        ErrorCode.SEND_EXHAUSTED, cause.status(), cause.code().id() + " " + cause.detail());
    }

    private void end(Lane<W> lane, Delivery<W> delivery, Outcome outcome) {
        lane.remove(delivery);
        finish(delivery, outcome);
    }

    private void finish(Delivery<W> delivery, Outcome outcome) {
        ages.remove(delivery);
        delivery.end(outcome);
        // Only with an end that somebody sees: a fatal outcome of what was abandoned comes again with the next attempt.
        halted |= outcome.kind() == Outcome.Kind.FATAL;
        port.ended(delivery);
    }

    private void forget(Lane<W> lane, Delivery<W> delivery) {
        lane.remove(delivery);
        ages.remove(delivery);
        abandonedInFlight--;
    }

    private Lane<W> laneInFlight(Delivery<W> first) {
        Lane<W> lane = Lanes.of(first);
        if (lane.head() != first || lane.state() != Lane.State.IN_FLIGHT) {
            throw new IllegalStateException("an outcome for a delivery that is not in flight");
        }
        return lane;
    }
}
