package io.github.kafkaconnect.webpubsub.bench.sink;

import io.github.kafkaconnect.webpubsub.bench.load.Load;
import io.github.kafkaconnect.webpubsub.bench.load.OneAtATime;
import io.github.kafkaconnect.webpubsub.bench.measure.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From a topic to the stub: our plugin in a worker, a loop that sends one at a time, the Parallel Consumer. */
final class ConnectorRow implements Row {

    private static final int RECORDS = 500_000;
    private static final int TARGETS = 400;

    /** For each record that is measured: a compiler that is still at work takes a fifth of a processor from the others. */
    private static final int WARM_UP_RECORDS = 6;

    /** A part of the records more than are wanted: the warm-up may run on for a moment. */
    private static final int RESERVE = 4;

    /** The baseline would take minutes for as many records as the others. */
    private static final double MOST_SECONDS = 20;

    @Override
    public void run(Rig rig, Report report) {
        int records = rig.options().records(RECORDS);
        report.section(
                "connector",
                String.format(
                        "%,d records of %d bytes with %d keys from a topic with %d partitions, after %d times as"
                                + " many to warm up at most; measured for at most %.0f s. Ours has one task and default options in a worker 4.3.1 with"
                                + " default consumer settings, except where its line says otherwise. One at a time is a"
                                + " loop over a plain consumer, not a worker. The SDK has its records from memory.",
                        records,
                        BenchOptions.BYTES,
                        TARGETS,
                        rig.options().partitions(),
                        WARM_UP_RECORDS,
                        rig.options().scaled(MOST_SECONDS)));
        int warmUp = WARM_UP_RECORDS * records;
        int backlog = warmUp + records + records / RESERVE;
        String topic = rig.kafka().topic(new Backlog(backlog, TARGETS, Backlog.Hot.NONE));
        Span span =
                new Span(rig.options().warmUpSeconds(), warmUp, rig.options().scaled(MOST_SECONDS), records);
        Comparison.run("connector", contenders(rig, topic), rig.options(), contender -> {
                    rig.stub().reset(TARGETS, backlog, Duration.ZERO);
                    try (Running running = contender.start().get()) {
                        return rig.measure(running, span);
                    }
                })
                .addTo(report);
    }

    private static List<Contender> contenders(Rig rig, String topic) {
        return List.of(
                new Contender(Contender.OURS, () -> SinkOnWorker.start(rig, topic, Map.of())),
                new Contender(
                        "ours, consumer.override.max.poll.records=5000",
                        () -> SinkOnWorker.start(rig, topic, Map.of("consumer.override.max.poll.records", "5000"))),
                new Contender(
                        "one at a time, java.net.http", () -> Programs.ours(OneAtATime.class, load(rig, topic, 1))),
                new Contender(
                        "Parallel Consumer, Vert.x, " + TARGETS + " in flight, one event loop",
                        () -> Programs.parallelConsumer(load(rig, topic, TARGETS))),
                new Contender(
                        "Parallel Consumer, Vert.x, " + TARGETS + " in flight",
                        () -> Programs.parallelConsumerAsItIs(load(rig, topic, TARGETS))),
                RawRow.sdkAsync(rig.stub().port(), TARGETS));
    }

    private static Load load(Rig rig, String topic, int inFlight) {
        return Load.fromMemory(rig.stub().port(), TARGETS, inFlight, BenchOptions.BYTES)
                .from(rig.kafka().bootstrap(), topic, rig.kafka().freshName());
    }
}
