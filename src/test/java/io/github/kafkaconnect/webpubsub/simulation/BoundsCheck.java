package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.task.SinkUnderTest;

/** What is unfinished stays within its limit, its reserve and a few polls, in records, bytes and span. */
final class BoundsCheck implements Check {
    private static final String PROMISE = "unfinished work stays within its bounds";

    /** One that fills the room, and those that are taken while all that is held has failed. */
    private static final int FEW_POLLS = 10;

    /** More than any record of a scenario counts for: its key, its number as value and again as payload. */
    private static final long RECORD_BYTES = 512 + 3 * 16;

    /** More than each of several calls counts for, and its text in the record's value. */
    private static final long CALL_BYTES = 200 + 16 + 64;

    /** More than a list of targets adds to a payload and, with its members as objects, to a value. */
    private static final long LIST_BYTES = 48 + 128;

    @Override
    public void putEnded(Scenario world, Run run) {
        DeliveryOptions limits = run.plan.delivery();
        SinkUnderTest sink = run.sink();
        int poll = run.plan.maxPoll();
        int targets = run.plan.targets();
        long recordBytes = RECORD_BYTES
                + (run.plan.steps() == 1 ? 0 : run.plan.steps() * CALL_BYTES)
                + (targets == 1 ? 0 : LIST_BYTES);
        // A record counts once for each of its targets.
        long deliveries = (long) poll * targets;
        long scouts = sink.scouts();
        long reserve = scouts == 0 ? 0 : 1;
        long polls = Math.min(1 + scouts, FEW_POLLS);
        require(
                world,
                "records",
                sink.unfinishedRecords(),
                limits.bufferRecords() + reserve * quarter(limits.bufferRecords()) - 1 + polls * deliveries);
        require(
                world,
                "bytes",
                sink.unfinishedBytes(),
                limits.bufferBytes() + reserve * quarter(limits.bufferBytes()) - 1 + polls * deliveries * recordBytes);
        require(world, "records of span", sink.longestSpan(), limits.unfinishedSpan() - 1L + poll * (1 + scouts));
    }

    /** So much more may come while all that is held has failed, to the poll that filled the room. */
    private static long quarter(long limit) {
        return (limit + 3) / 4;
    }

    private static void require(Scenario world, String what, long actual, long most) {
        if (actual > most || actual < 0) {
            throw world.broken(PROMISE, actual + " unfinished " + what + ", at most " + most + " are allowed");
        }
    }
}
