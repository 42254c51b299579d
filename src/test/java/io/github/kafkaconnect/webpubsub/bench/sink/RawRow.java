package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.load.BareNetty;
import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.bench.load.OurClient;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Clients alone: records from memory, a stub without delay; once with few URLs and once with a million. */
final class RawRow implements Row {

    static final int FEW_TARGETS = 400;
    private static final int MANY_TARGETS = 1_000_000;
    static final int CONNECTIONS = 64;
    private static final int SDK_THREADS = 16;
    private static final int SDK_IN_FLIGHT = 256;
    private static final double MICROS_PER_REQUEST = 10;

    @Override
    public void run(Rig rig, Report report) {
        report.section(
                "raw",
                "Clients alone, records from memory, the stub answers at once. Ours and bare Netty send one request at a"
                        + " time on each of " + CONNECTIONS + " connections.");
        Comparison few = compare(rig, "raw, 400 URLs", few(rig.stub().port()), FEW_TARGETS);
        few.addTo(report);
        Comparison many = compare(
                rig, "raw, 1,000,000 URLs, each signed once", many(rig.stub().port()), MANY_TARGETS);
        many.addTo(report);
        double cached = few.of(Contender.OURS, Sample::cpuPer100k).median();
        double signed = many.of(Contender.OURS, Sample::cpuPer100k).median();
        report.text(String.format(
                Locale.ROOT,
                "%nA signature, as the difference of our CPU between the two tables: %.1f µs.",
                (signed - cached) * MICROS_PER_REQUEST));
    }

    private static Comparison compare(Rig rig, String title, List<Contender> contenders, int targets) {
        return Comparison.run(title, contenders, rig.options(), contender -> {
            rig.stub().reset(targets, 0, Duration.ZERO);
            try (Running running = contender.start().get()) {
                return rig.measure(running, Span.timed(rig.options()));
            }
        });
    }

    private static List<Contender> few(int port) {
        return List.of(
                new Contender(
                        Contender.OURS, () -> Programs.ours(OurClient.class, load(port, FEW_TARGETS, CONNECTIONS))),
                bareNetty(port, CONNECTIONS),
                sdkAsync(port, FEW_TARGETS),
                new Contender(
                        "SDK, " + SDK_THREADS + " threads",
                        () -> Programs.sdk(load(port, FEW_TARGETS, SDK_THREADS), "sync")));
    }

    private static List<Contender> many(int port) {
        return List.of(
                new Contender(
                        Contender.OURS, () -> Programs.ours(OurClient.class, load(port, MANY_TARGETS, CONNECTIONS))),
                sdkAsync(port, MANY_TARGETS));
    }

    /** The limit that no client with so many connections can pass. */
    static Contender bareNetty(int port, int connections) {
        return new Contender("bare Netty", () -> Programs.ours(BareNetty.class, load(port, connections, connections)));
    }

    static Contender sdkAsync(int port, int targets) {
        return new Contender(
                "SDK, asynchronous, " + SDK_IN_FLIGHT + " in flight",
                () -> Programs.sdk(load(port, targets, SDK_IN_FLIGHT), "async"));
    }

    private static Load load(int port, int targets, int inFlight) {
        return Load.fromMemory(port, targets, inFlight, BenchOptions.BYTES);
    }
}
