package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.stub.Stub;
import io.github.kafkaconnect.webpubsub.bench.stub.StubStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What all rows share: the options, the stub, and from the first row on that needs it, a broker. One thread. */
final class Rig implements AutoCloseable {

    private static final Duration FIRST_REQUEST_LIMIT = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final long POLL_MS = 25;

    private final BenchOptions options;
    private final Stub stub = Stub.start();
    private @Nullable KafkaRig kafka;

    Rig(BenchOptions options) {
        this.options = options;
    }

    BenchOptions options() {
        return options;
    }

    Stub stub() {
        return stub;
    }

    KafkaRig kafka() {
        KafkaRig started = kafka;
        if (started == null) {
            started = new KafkaRig(options.partitions());
            kafka = started;
        }
        return started;
    }

    /** Measures a contender that has just been started, over the span. */
    Sample measure(Running running, Span span) {
        StubStats first = await(running, stats -> stats.accepted() > 0, FIRST_REQUEST_LIMIT);
        StubStats warm = await(
                running,
                stats -> seconds(first, stats) >= span.warmUpSeconds() || stats.accepted() >= span.warmUpRecords(),
                LIMIT);
        Moment from = moment(running);
        await(
                running,
                stats -> seconds(warm, stats) >= span.seconds() || stats.accepted() - warm.accepted() >= span.records(),
                LIMIT);
        Moment to = moment(running);
        return Sample.between(from, to, Proc.peakResidentMib(running.process().pid()));
    }

    /** Waits for the stub to have counted something, and fails when the contender ends before. */
    StubStats await(Running running, Predicate<StubStats> condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        StubStats stats = stub.stats();
        while (!condition.test(stats)) {
            running.process().requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + limit + ": " + stats + "; "
                        + running.process().obituary());
            }
            pause();
            stats = stub.stats();
        }
        return stats;
    }

    Moment moment(Running running) {
        List<Long> others = new ArrayList<>(Moment.coordinator());
        if (kafka != null) {
            others.add(kafka.pid());
        }
        return Moment.of(stub.stats(), running.process().pid(), stub.pid(), others);
    }

    static double seconds(StubStats from, StubStats to) {
        return (to.nanos() - from.nanos()) / 1e9;
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
        stub.close();
    }
}
