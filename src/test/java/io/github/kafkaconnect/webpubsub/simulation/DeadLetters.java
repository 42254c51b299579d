package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Connect's reporter of errant records, with a dead letter topic that may be slow or fail, a log, or both. One for each run. */
final class DeadLetters implements ErrantRecordReporter {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Scenario world;
    private final Run run;
    private final List<Letter> awaited = new ArrayList<>();

    private record Letter(Handover handover, CompletableFuture<Void> written) {}

    DeadLetters(Scenario world, Run run) {
        this.world = world;
        this.run = run;
    }

    @Override
    public Future<Void> report(SinkRecord record, Throwable error) {
        Handover handover = world.books().handover(String.valueOf(record.value()), String.valueOf(error.getMessage()));
        if (world.tracing()) {
            world.note("errant " + handover + ": " + error.getMessage());
        }
        for (Check check : world.checks()) {
            check.reported(world, handover);
        }
        handover.reported = true;
        Plan.Errors errors = run.plan.errors();
        world.count(errors.kind());
        if (!errors.tolerant()) {
            throw new ConnectException("Tolerance exceeded in error handler", error);
        }
        if (!errors.topic()) {
            handover.finished = true;
            return DONE;
        }
        return write(handover);
    }

    private Future<Void> write(Handover handover) {
        Letter letter = new Letter(handover, new CompletableFuture<>());
        awaited.add(letter);
        boolean slow = world.dice().percent(30);
        if (slow) {
            world.count(Kind.DEAD_LETTER_SLOW);
        }
        boolean fails = world.chaos().deadLetterFails();
        world.at(world.dice().millis(1, slow ? 3_000 : 10), () -> {
            if (fails) {
                world.count(Kind.DEAD_LETTER_FAILED);
                run.mayFail = true;
                letter.written().completeExceptionally(new IllegalStateException("not written"));
            } else {
                handover.finished = true;
                letter.written().complete(null);
            }
        });
        return letter.written();
    }

    /**
     * Waits for the letters of the partitions, as Connect does before each commit.
     *
     * @return whether all were written
     */
    boolean await(int partitions) {
        for (Iterator<Letter> letters = awaited.iterator(); letters.hasNext(); ) {
            Letter letter = letters.next();
            if ((partitions >>> letter.handover().record.partition & 1) == 0) {
                continue;
            }
            CompletableFuture<Void> written = letter.written();
            world.pump(written::isDone, Long.MAX_VALUE);
            letters.remove();
            if (written.isCompletedExceptionally()) {
                return false;
            }
        }
        return true;
    }

    /** Partitions were lost: nobody waits for their letters any more. */
    void forget(int partitions) {
        awaited.removeIf(letter -> (partitions >>> letter.handover().record.partition & 1) != 0);
    }
}
