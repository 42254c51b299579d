package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.HashMap;
import java.util.Map;

/** Who is compared. */
final class Contenders {

    /** What the README recommends. */
    static final Map<String, String> RECOMMENDED = Map.of(
            "producer.override.linger.ms", "0",
            "producer.override.enable.idempotence", "true",
            "producer.override.batch.size", "262144");

    static final Contender OURS = ours(Contender.OURS, Map.of());
    static final Contender OURS_RECOMMENDED =
            ours("ours, linger.ms=0, enable.idempotence=true, batch.size=262144", RECOMMENDED);
    /** Idempotence keeps the order of several requests on their way. */
    static final Contender OURS_PIPELINED =
            ours("ours, the same and max.in.flight.requests.per.connection=5", pipelined());

    static final Contender PLAIN = new Contender("Netty with a producer", true, Programs::plain);
    static final Contender BARE = new Contender("Netty alone, no Kafka", false, (rig, topic) -> Programs.bare());
    static final Contender EXPRESS = new Contender("web-pubsub-express with kafkajs", true, ExpressDoor::start);

    /** What the README names for outages: the worker keeps its tasks for longer than the broker is away. */
    static final Contender OURS_PATIENT = new Contender(
            "ours, heartbeat.interval.ms=60000",
            true,
            (rig, topic) -> SourceOnWorker.start(
                    rig, topic, RECOMMENDED, Map.of("heartbeat.interval.ms", "60000", "session.timeout.ms", "180000")));

    /** An application answers. */
    static final Contender OURS_ASKING = new Contender(
            "ours, asking an application", true, (rig, topic) -> SourceWithApplication.start(rig, topic, RECOMMENDED));

    private Contenders() {}

    private static Map<String, String> pipelined() {
        Map<String, String> options = new HashMap<>(RECOMMENDED);
        options.put("producer.override.max.in.flight.requests.per.connection", "5");
        return options;
    }

    /** @param options added to those without which the source cannot run; all others have their defaults */
    static Contender ours(String name, Map<String, String> options) {
        return new Contender(name, true, (rig, topic) -> SourceOnWorker.start(rig, topic, options));
    }
}
