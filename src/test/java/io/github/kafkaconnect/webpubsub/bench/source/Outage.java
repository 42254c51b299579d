package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Counts;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/**
 * What the broker's absence did to one run of a contender.
 *
 * @param fullPerSecond events answered 2xx before
 * @param secondsToFullRate from the broker's return until half a second had 90 % of the full rate; NaN when none had
 * @param accepted in the whole run
 * @param refused by status, in the whole run
 * @param broken never answered
 * @param lost answered 2xx, and not in the topic
 * @param inTopic records, among them those of events that were not answered 2xx
 * @param repeated records that repeat the event of another
 */
record Outage(
        double fullPerSecond,
        double secondsToFullRate,
        long accepted,
        Map<Integer, Long> refused,
        long broken,
        long lost,
        long inTopic,
        long repeated) {

    private static final double BEFORE_SECONDS = 5;
    private static final double AFTER_SECONDS = 3;
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(2);

    /** Lets a contender run warm, takes its broker away, and reads the topic after its recovery. */
    static Outage over(Rig rig, Trial trial, BrokerFault fault) {
        trial.warmUp();
        Counts before = trial.load().counts();
        double full = before.rateTo(trial.awaitSeconds(before, rig.options().scaled(BEFORE_SECONDS)));
        fault.begin(rig.kafka().broker());
        try {
            trial.awaitSeconds(trial.load().counts(), rig.options().outageSeconds());
        } finally {
            fault.end(rig.kafka().broker());
        }
        double seconds = recovery(trial, full);
        trial.awaitSeconds(trial.load().counts(), rig.options().scaled(AFTER_SECONDS));
        trial.drain();
        // In this order: an answer that is late after all must not look like a lost event.
        BitSet accepted = trial.load().accepted();
        TopicContent content = trial.content();
        Counts end = trial.load().counts();
        return new Outage(
                full,
                seconds,
                end.accepted(),
                end.refused(),
                end.broken(),
                content.missing(accepted),
                content.records(),
                content.repeated());
    }

    private static double recovery(Trial trial, double full) {
        Counts returned = trial.load().counts();
        Recovery recovery = new Recovery(full);
        Counts[] reached = new Counts[1];
        trial.await(
                now -> {
                    if (recovery.isReachedAt(now)) {
                        reached[0] = now;
                    }
                    return reached[0] != null || returned.secondsTo(now) > RECOVERY_LIMIT.toSeconds();
                },
                RECOVERY_LIMIT.multipliedBy(2));
        return Optional.ofNullable(reached[0]).map(returned::secondsTo).orElse(Double.NaN);
    }
}
