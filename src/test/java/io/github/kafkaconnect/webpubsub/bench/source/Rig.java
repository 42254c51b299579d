package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Rounds;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What all rows share: the options, the broker, and the contender that may be missing. One thread. */
final class Rig implements AutoCloseable {

    private final BenchOptions options;
    private final KafkaRig kafka;
    private final boolean express;

    /** @param express whether Express can run here */
    Rig(BenchOptions options, boolean express) {
        this.options = options;
        this.kafka = new KafkaRig(options.partitions());
        this.express = express;
    }

    BenchOptions options() {
        return options;
    }

    KafkaRig kafka() {
        return kafka;
    }

    /** Runs those of the contenders that are wanted and possible, in rounds, and tells of each run. */
    <S> Map<String, List<S>> rounds(String title, List<Contender> all, Function<Contender, S> measure) {
        List<Contender> contenders = options.among(all).stream()
                .filter(contender -> express || !contender.equals(Contenders.EXPRESS))
                .toList();
        return Rounds.run(contenders, Contender::name, options.rounds(), (round, contender) -> {
            S run = measure.apply(contender);
            System.out.println("  " + title + ", round " + round + ", " + contender.name() + ": " + run);
            return run;
        });
    }

    @Override
    public void close() {
        kafka.close();
    }
}
