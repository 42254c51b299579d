package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The troubles of a source task: as figures for alerts, and as lines in the log. {@link #look} is for the task's clock. */
final class TaskStates {
    private static final Logger LOG = LoggerFactory.getLogger(TaskStates.class);

    private final Handoff<?> handoff;
    private final Applications applications;
    private final LongSupplier nanoTime;
    private final StateLog log;

    TaskStates(
            String task, Handoff<?> handoff, EventCounters counters, Applications applications, LongSupplier nanoTime) {
        this.handoff = handoff;
        this.applications = applications;
        this.nanoTime = nanoTime;
        this.log = log(task, handoff, counters);
    }

    private static StateLog log(String task, Handoff<?> handoff, EventCounters counters) {
        return StateLog.ofTask(task)
                .add(
                        handoff::isStalled,
                        "Connect has not asked for records for longer than poll.gap.ms, events are answered 503: the"
                                + " connector is paused, or its producer waits for Kafka; resume it, or check the brokers",
                        "Connect asks for records again")
                .add(
                        handoff::isKafkaLost,
                        "Kafka has acknowledged no record for longer than health.kafka.silence.ms, events are answered 503 when"
                                + " their time is over: check brokers, network and the topic's in-sync replicas",
                        "Kafka acknowledges records again")
                .add(
                        fullOrRefusing(handoff, () -> counters.settled(Settlement.FULL)),
                        "As much waits for Kafka as may, further events are answered 503: Kafka or its transforms are slower"
                                + " than the events; raise handoff.max.events and handoff.max.bytes or tasks.max",
                        "There is room for events again");
    }

    /** Looked at once a second, a short rush would be missed but for those that it refused. */
    private static BooleanSupplier fullOrRefusing(Handoff<?> handoff, LongSupplier refused) {
        return new BooleanSupplier() {
            private long before = refused.getAsLong();

            @Override
            public boolean getAsBoolean() {
                long now = refused.getAsLong();
                boolean refusedOne = now != before;
                before = now;
                return refusedOne || handoff.isFull();
            }
        };
    }

    /** Says what has changed; whether replies can be read is said by their reader, which knows why. */
    void look() {
        log.look(nanoTime.getAsLong());
    }

    /** Says once a day that the listener's certificate soon ends. */
    static Runnable certificate(ListenerRegistry.Lease lease, Clock clock) {
        CertificateWatch watch = new CertificateWatch();
        return () -> lease.certificateValidUntil().ifPresent(end -> {
            Instant now = clock.instant();
            if (watch.isDue(end, now)) {
                LOG.warn(
                        "The certificate of the listener {} ends in {} days, then no event comes in: put a new one in the"
                                + " place of the files, they are read again without a restart validUntil={}",
                        lease.address(),
                        DoorMetrics.daysLeft(end, now),
                        end);
            }
        });
    }

    Figures figures() {
        return new Figures()
                .add(
                        "task-stalled",
                        "1 while Connect has not asked for records for longer than poll.gap.ms, else 0.",
                        () -> number(handoff.isStalled()))
                .add(
                        "kafka-lost",
                        "1 while Kafka has acknowledged nothing for longer than health.kafka.silence.ms, else 0.",
                        () -> number(handoff.isKafkaLost()))
                .add(
                        "handoff-full",
                        "1 while handoff.max.events or handoff.max.bytes is reached, else 0.",
                        () -> number(handoff.isFull()))
                .add(
                        "reply-unreadable",
                        "1 while the topic of replies cannot be read, else 0.",
                        () -> number(!applications.isOpen()));
    }

    private static long number(boolean holds) {
        return holds ? 1 : 0;
    }
}
