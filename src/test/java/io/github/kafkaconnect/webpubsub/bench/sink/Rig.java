package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
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
    private static final int STEPS = 3;
    private static final double STILL_FASTER = 1.05;
    private static final int MOST_WARM_UPS = 4;

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
        StubStats warm = warmUp(running, span, first);
        Moment from = moment(running);
        await(
                running,
                stats -> seconds(warm, stats) >= span.seconds() || stats.accepted() - warm.accepted() >= span.records(),
                LIMIT);
        Moment to = moment(running);
        double peakMib = Proc.peakResidentMib(running.process().pid());
        return Sample.between(seconds(first, warm), from, to, peakMib);
    }

    private StubStats warmUp(Running running, Span span, StubStats first) {
        double step = span.warmUpSeconds() / STEPS;
        StubStats last = warmFor(running, span, first, span.warmUpSeconds() - step);
        StubStats now = warmFor(running, span, last, step);
        double rateBefore = 0;
        double rate = rate(last, now);
        while (rate > STILL_FASTER * rateBefore
                && seconds(first, now) < MOST_WARM_UPS * span.warmUpSeconds()
                && now.accepted() < span.warmUpRecords()) {
            last = now;
            now = warmFor(running, span, last, step);
            rateBefore = rate;
            rate = rate(last, now);
        }
        return now;
    }

    private StubStats warmFor(Running running, Span span, StubStats from, double seconds) {
        return await(
                running, stats -> seconds(from, stats) >= seconds || stats.accepted() >= span.warmUpRecords(), LIMIT);
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

    /** Accepted requests per second; 0 when no time has passed. */
    static double rate(StubStats from, StubStats to) {
        double seconds = seconds(from, to);
        return seconds > 0 ? (to.accepted() - from.accepted()) / seconds : 0;
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
