package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.client.OperationClient;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.ArrayList;
import java.util.List;

/** The client of one run: knows the attempts in flight, and keeps the world's books on them. */
final class Transport implements OperationClient, AutoCloseable {
    private final Scenario world;
    private final Run run;
    private final List<Attempt> attempts = new ArrayList<>();
    private int lastAnswered = -1;
    private int started;

    Transport(Scenario world, Run run) {
        this.world = world;
        this.run = run;
    }

    boolean isAlive() {
        return run.alive;
    }

    @Override
    public void execute(Operation operation, Completion completion) {
        Handover handover =
                world.handover(((Operation.Send) operation).payload().bytes());
        if (world.tracing()) {
            world.note("attempt of " + handover);
        }
        for (Check check : world.checks()) {
            check.attemptStarts(world, handover);
        }
        world.count(Kind.ATTEMPT);
        run.inFlight++;
        handover.assignment.inFlight++;
        handover.inFlight = true;
        if (handover.lane != null) {
            handover.lane.inFlight = handover;
        }
        Attempt attempt = new Attempt(handover, started++, this, completion);
        attempts.add(attempt);
        world.service().receive(attempt);
    }

    /** The books, before the task hears of it. */
    void ended(Attempt attempt, Outcome outcome) {
        attempts.remove(attempt);
        if (attempt.number < lastAnswered) {
            world.count(Kind.ANSWER_REORDERED);
        }
        lastAnswered = Math.max(lastAnswered, attempt.number);
        Handover handover = attempt.handover;
        if (world.tracing()) {
            world.note("outcome of " + handover + ": " + outcome);
        }
        if (run.inFlight-- == run.plan.delivery().maxInFlight()) {
            run.fullNanos = world.now();
        }
        handover.assignment.inFlight--;
        handover.inFlight = false;
        if (handover.lane != null) {
            handover.lane.inFlight = null;
        }
        if (!handover.assignment.closed) {
            judge(handover, outcome);
        }
    }

    private void judge(Handover handover, Outcome outcome) {
        switch (outcome.kind()) {
            case DELIVERED -> {
                handover.ended = true;
                handover.finished = true;
            }
            case REJECTED -> {
                handover.ended = true;
                world.errant(handover);
            }
            case FATAL -> {
                handover.ended = true;
                run.mayFail = true;
            }
            case RETRYABLE -> {
                awaitRetry(handover, ((Outcome.Retryable) outcome).retryAfterMs());
                if (run.plan.delivery().deliveryTimeoutMs() > 0 && !handover.errant) {
                    world.count(Kind.EXHAUSTED);
                    world.errant(handover);
                }
            }
        }
    }

    private void awaitRetry(Handover handover, long retryAfterMs) {
        long backoffMs = run.plan.delivery().retries().backoffMaxMs();
        handover.notBeforeNanos = world.now() + retryAfterMs * Scenario.MILLI;
        handover.dueNanos = world.now() + Math.max(retryAfterMs, backoffMs) * Scenario.MILLI;
    }

    /** The connections are closed: whoever waits hears of it, the messages may have arrived. */
    @Override
    public void close() {
        Outcome closed = new Outcome.Retryable(ErrorCode.SEND_CONNECTION_FAILED, 0, 0, "closed");
        for (Attempt attempt : List.copyOf(attempts)) {
            attempt.end(closed);
        }
    }
}
