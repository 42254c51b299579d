package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.sink.config.LateBehavior;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Every record that was handed to a task, and what may rightly become of it: the checks compare with this. */
final class Books {
    /** Threads may look at the clock so much earlier or later than something happens. */
    private static final long SLACK_MS = 1_000;

    private final Scenario world;
    private final List<Handover> handovers = new ArrayList<>();

    Books(Scenario world) {
        this.world = world;
    }

    /** A record is put into the hands of the task: what may become of it from now on is noted here, for each of its targets. */
    Handover handOver(LogRecord record, Assignment assignment) {
        int number = handovers.size();
        Handover first = handOver(record, assignment, number);
        for (LogRecord other : record.others) {
            handOver(other, assignment, number);
        }
        if (record.repeatsItself()) {
            world.count(Kind.NAMED_TWICE);
        }
        return first;
    }

    private Handover handOver(LogRecord record, Assignment assignment, int number) {
        Handover handover = new Handover(number, record, assignment, world.now());
        handovers.add(handover);
        if (handover.again) {
            world.count(Kind.RECEIVED_TWICE);
            return handover;
        }
        record.handover = handover;
        queue(handover);
        mayBeLate(handover);
        long timeoutMs = assignment.run.plan.retries().deliveryTimeoutMs();
        if (timeoutMs > 0 && record.nature.isSent()) {
            world.at(Math.max(0, timeoutMs - SLACK_MS) * Scenario.MILLI, () -> mayHaveTimedOut(handover));
        }
        if (record.nature == LogRecord.Nature.TOMBSTONE) {
            world.count(Kind.TOMBSTONE);
            handover.finished = true;
        } else if (record.nature == LogRecord.Nature.UNMAPPED) {
            world.count(Kind.UNMAPPED);
            errant(handover);
        }
        return handover;
    }

    private void queue(Handover handover) {
        QueueTrack queue = handover.queue;
        if (queue == null) {
            return;
        }
        Handover older = queue.last();
        if (older != null && !older.ended && !older.assignment.closed && handover.assignment.run.plan.conflates()) {
            world.count(Kind.CONFLATABLE);
            passOver(older);
        }
        queue.add(handover);
    }

    /** The task may drop it, and call it finished. */
    private static void passOver(Handover handover) {
        handover.finished = true;
        handover.record.settled = true;
    }

    private void mayBeLate(Handover handover) {
        LiveOptions live = handover.assignment.run.plan.live();
        if (live.maxAgeMs() == 0 || !handover.record.nature.isSent()) {
            return;
        }
        handover.lateNanos = (handover.record.timestampMs + live.maxAgeMs() + SLACK_MS) * Scenario.MILLI;
        long delay = handover.lateNanos - 2 * SLACK_MS * Scenario.MILLI - world.now();
        if (delay <= 0) {
            late(handover);
        } else {
            world.at(delay, () -> late(handover));
        }
    }

    private void late(Handover handover) {
        if (handover.ended || handover.assignment.closed || handover.step > 0) {
            return;
        }
        world.count(Kind.LATE);
        if (handover.assignment.run.plan.live().late() == LateBehavior.SKIP) {
            passOver(handover);
        } else if (!handover.errant) {
            errant(handover);
        }
    }

    private void mayHaveTimedOut(Handover handover) {
        if (!handover.ended && !handover.errant && !handover.assignment.closed) {
            world.count(Kind.EXHAUSTED);
            errant(handover);
        }
    }

    /** The record is at fault, and the task is about to find out. */
    void errant(Handover handover) {
        handover.errant = true;
        handover.record.settled = true;
        Plan.Errors errors = handover.assignment.run.plan.errors();
        if (!errors.tolerant()) {
            handover.assignment.run.mayFail = true;
        } else if (!errors.hasReporter()) {
            handover.finished = true;
        }
        if (!errors.hasReporter()) {
            world.count(errors.kind());
        }
    }

    /**
     * The service takes the message of an attempt.
     *
     * @param step which call of the record it is
     */
    void taken(Handover handover, int step) {
        if (world.tracing()) {
            world.note("service takes " + handover);
        }
        for (Check check : world.checks()) {
            check.taken(world, handover);
        }
        if (step > handover.stepsTaken) {
            throw world.broken("the calls of a record are made in order", handover + " is taken at call " + step);
        }
        handover.stepsTaken = Math.max(handover.stepsTaken, step + 1);
        if (handover.record.accepted) {
            world.count(Kind.TAKEN_AGAIN);
        }
        handover.record.accepted |= step + 1 == handover.assignment.run.plan.steps();
    }

    /** What a message to a target carries: one number, or several of them. */
    List<Handover> handovers(byte[] payload, int target) {
        List<Handover> carried = new ArrayList<>(1);
        int number = -1;
        for (byte letter : payload) {
            if (letter >= '0' && letter <= '9') {
                number = Math.max(0, number) * 10 + letter - '0';
            } else if (number >= 0) {
                carried.add(handover(number, target));
                number = -1;
            }
        }
        if (number >= 0) {
            carried.add(handover(number, target));
        }
        return carried;
    }

    private Handover handover(int number, int target) {
        LogRecord record = handovers.get(number).record;
        int place = record.placeOf(target);
        if (place < 0) {
            throw world.broken("a record goes to the targets that it names", record + " is sent to target " + target);
        }
        return handovers.get(number + place);
    }

    /** Whether it has another delivery of which this is true. */
    boolean hasOther(Handover handover, Predicate<Handover> test) {
        int all = 1 + handovers.get(handover.number).record.others.size();
        for (int i = handover.number; i < handover.number + all; i++) {
            Handover other = handovers.get(i);
            if (other != handover && test.test(other)) {
                return true;
            }
        }
        return false;
    }

    /** Whose failure this is: of the record with the first number in its value, at the target that the failure names. */
    Handover handover(String value, String failure) {
        Handover first = first(value);
        int target = Rooms.ofFailure(failure);
        return target < 0 ? first : handover(first.number, target);
    }

    private Handover first(String value) {
        int start = 0;
        while (!Character.isDigit(value.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < value.length() && Character.isDigit(value.charAt(end))) {
            end++;
        }
        return handovers.get(Integer.parseInt(value.substring(start, end)));
    }
}
