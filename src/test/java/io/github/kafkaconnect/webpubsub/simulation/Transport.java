package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import java.util.ArrayList;
import java.util.List;

/** The client of one run: knows the attempts in flight, and keeps the world's books on them. */
final class Transport implements OperationClient, AutoCloseable {
    private final Scenario world;
    private final Run run;
    private final List<Attempt> attempts = new ArrayList<>();
    private int lastAnswered = -1;
    private int started;
    private int answered;

    Transport(Scenario world, Run run) {
        this.world = world;
        this.run = run;
    }

    boolean isAlive() {
        return run.alive;
    }

    @Override
    public void execute(Operation operation, Completion completion) {
        byte[] payload = ((Operation.Send) operation).payload().bytes();
        List<Handover> carried =
                world.books().handovers(payload, Rooms.number(operation.target().name()));
        checkStep(payload, carried.get(0));
        if (world.tracing()) {
            world.note("attempt of " + carried);
        }
        for (Check check : world.checks()) {
            check.requestStarts(world, carried);
            for (Handover handover : carried) {
                check.attemptStarts(world, handover);
            }
        }
        world.count(carried.size() == 1 ? Kind.ATTEMPT : Kind.FOLDED);
        run.inFlight++;
        for (Handover handover : carried) {
            handover.assignment.inFlight++;
            handover.inFlight = true;
            handover.attempted(world.now());
        }
        LaneTrack lane = carried.get(0).lane;
        if (lane != null) {
            lane.inFlight = carried.get(0);
        }
        Attempt attempt = new Attempt(carried, started++, this, completion);
        attempts.add(attempt);
        world.service().receive(attempt);
    }

    private void checkStep(byte[] payload, Handover first) {
        if (run.plan.steps() > 1 && payload[0] - 'a' != first.step) {
            throw world.broken(
                    "the calls of a record are made in order",
                    first + " is attempted at call " + (payload[0] - 'a') + " instead of " + first.step);
        }
    }

    /** The books, before the task hears of it. */
    void ended(Attempt attempt, Outcome outcome) {
        attempts.remove(attempt);
        if (attempt.number < lastAnswered) {
            world.count(Kind.ANSWER_REORDERED);
        }
        lastAnswered = Math.max(lastAnswered, attempt.number);
        List<Handover> carried = attempt.handovers;
        if (world.tracing()) {
            world.note("outcome of " + carried + ": " + outcome);
        }
        if (run.inFlight-- == run.plan.delivery().flow().maxInFlight()) {
            run.fullNanos = world.now();
        }
        for (Handover handover : carried) {
            handover.assignment.inFlight--;
            handover.inFlight = false;
        }
        LaneTrack lane = carried.get(0).lane;
        if (lane != null) {
            lane.inFlight = null;
        }
        if (outcome instanceof Outcome.Retryable failure) {
            noteTrouble(failure);
        } else {
            answered++;
            carried.get(0).answered();
        }
        boolean shared = carried.size() > 1 && outcome.kind() == Outcome.Kind.REJECTED;
        if (shared) {
            world.count(Kind.REFUSED_TOGETHER);
        }
        for (Handover handover : carried) {
            if (handover.assignment.closed) {
                if (outcome instanceof Outcome.Retryable failure) {
                    // Whose record it was is over, but its lane has failed once more.
                    handover.isHeldAgainst(failure, answered, run.plan.retries(), world.now());
                }
                continue;
            }
            if (shared) {
                handover.alone = true;
            } else {
                judge(handover, outcome);
            }
        }
    }

    private void judge(Handover handover, Outcome outcome) {
        switch (outcome.kind()) {
            case DELIVERED -> delivered(handover);
            case REJECTED -> {
                handover.ended = true;
                if (world.books().hasOther(handover, other -> !other.errant)) {
                    world.count(Kind.SEVERAL_REFUSED);
                }
                world.books().errant(handover);
            }
            case FATAL -> {
                handover.ended = true;
                run.mayFail = true;
            }
            case RETRYABLE -> failed(handover, (Outcome.Retryable) outcome);
            case SKIPPED, PROGRESSED -> throw new IllegalStateException("no attempt ends so here");
        }
    }

    private void delivered(Handover handover) {
        if (handover.isAtLastStep()) {
            handover.ended = true;
            handover.finished = true;
            if (world.books().hasOther(handover, other -> !other.ended)) {
                world.count(Kind.SEVERAL_PARTLY);
            }
        } else {
            world.count(Kind.PROGRESSED);
            handover.progressed();
        }
    }

    /** What the task learns of the endpoint, whoever owns the partition. */
    private void noteTrouble(Outcome.Retryable failure) {
        run.failedNanos = world.now();
        run.heldNanos = Math.max(run.heldNanos, world.now() + failure.retryAfterMs() * Scenario.MILLI);
        if (failure.trouble() == Outcome.Trouble.ACCESS) {
            run.denied(world.now());
        }
    }

    /** What may follow from a failure: a retry, the end of the record where others got through, the end of the task. */
    private void failed(Handover handover, Outcome.Retryable failure) {
        RetryOptions retries = run.plan.retries();
        handover.notBeforeNanos = world.now() + failure.retryAfterMs() * Scenario.MILLI;
        handover.dueNanos = world.now() + Math.max(failure.retryAfterMs(), retries.backoffMaxMs()) * Scenario.MILLI;
        if (handover.isHeldAgainst(failure, answered, retries, world.now()) && !handover.errant) {
            world.count(Kind.EXHAUSTED);
            world.books().errant(handover);
        }
    }

    /** The connections are closed: whoever waits hears of it, the messages may have arrived. */
    @Override
    public void close() {
        Outcome closed =
                new Outcome.Retryable(ErrorCode.SEND_CONNECTION_FAILED, 0, Outcome.Trouble.FAILURE, 0, "closed");
        for (Attempt attempt : List.copyOf(attempts)) {
            attempt.end(closed);
        }
    }
}
