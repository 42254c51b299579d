package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineState;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.sink.config.LateBehavior;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a record through the task: mapping, delivery, ledger. Everything here runs on the task thread; the delivery loop is met
 * at its inbox and outbox only.
 */
final class SinkPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SinkPipeline.class);
    private static final Outcome.Rejected LATE = new Outcome.Rejected(
            ErrorCode.RECORD_LATE, 0, "the record was older than record.max.age.ms when its turn came");

    private final Intake intake;
    private final DeliveryLoop<SinkWork> loop;
    private final ErrantReports errants;
    private final @Nullable OutcomeTopic outcomes;
    private final SinkCounters counters;
    private final RepeatWatch repeats = new RepeatWatch();
    private final Map<TopicPartition, PartitionState> partitions = new HashMap<>();
    private final ArrayDeque<Delivery<SinkWork>> troubles = new ArrayDeque<>();

    SinkPipeline(Intake intake, DeliveryLoop<SinkWork> loop, Reports reports, SinkCounters counters) {
        this.intake = intake;
        this.loop = loop;
        this.errants = reports.errants().apply(this::finishErrant);
        this.outcomes = reports.outcomes().apply(SinkPipeline::finish);
        this.counters = counters;
    }

    /**
     * Makes whoever is told of records, and finishes them in this pipeline.
     *
     * @param outcomes yields null where only errant records are reported
     */
    record Reports(
            Function<BiConsumer<SinkWork, Ending>, ErrantReports> errants,
            Function<Consumer<SinkWork>, @Nullable OutcomeTopic> outcomes) {
        static Reports ofErrants(Function<BiConsumer<SinkWork, Ending>, ErrantReports> errants) {
            return new Reports(errants, finished -> null);
        }
    }

    void open(Collection<TopicPartition> opened) {
        opened.forEach(partition -> partitions.put(partition, new PartitionState(partition)));
    }

    Collection<PartitionState> assigned() {
        return partitions.values();
    }

    /** Takes records; throws when the task must fail. Never waits. */
    void put(Collection<SinkRecord> records) {
        settle();
        List<Delivery<SinkWork>> admitted = new ArrayList<>(records.size());
        long nowNanos = intake.nowNanos();
        try {
            for (SinkRecord record : records) {
                take(record, nowNanos, admitted);
            }
        } finally {
            if (!admitted.isEmpty()) {
                loop.admit(admitted);
            }
        }
    }

    /** Books what has ended. Safe before a commit: never throws; what must fail the task waits for the next {@link #put}. */
    void collect() {
        for (Delivery<SinkWork> ended = loop.pollEnded(); ended != null; ended = loop.pollEnded()) {
            SinkWork work = ended.work();
            if (isMoot(ended)) {
                continue;
            }
            Outcome end = ended.end();
            if (end.kind() == Outcome.Kind.DELIVERED) {
                counters.delivered(ended.retries(), work.payloadBytes(), ended.elapsedNanos());
                finish(ended);
            } else if (end instanceof Outcome.Skipped skipped && !isErrant(skipped)) {
                counters.skipped(skipped.reason());
                finish(ended);
            } else {
                troubles.add(ended);
            }
        }
        errants.collect();
        if (outcomes != null) {
            outcomes.collect();
        }
    }

    private void finish(Delivery<SinkWork> ended) {
        if (outcomes == null) {
            finish(ended.work());
        } else {
            outcomes.tell(ended.work(), ending(ended, ended.end()));
        }
    }

    private static Ending ending(Delivery<SinkWork> ended, Outcome outcome) {
        return new Ending(outcome, ended.attempts(), ended.elapsedNanos());
    }

    private static void finish(SinkWork work) {
        work.partition().finished(work);
    }

    private boolean isErrant(Outcome.Skipped skipped) {
        return skipped.reason() == Outcome.Reason.LATE && intake.lateBehavior() == LateBehavior.FAIL;
    }

    /** Of a moment ago. */
    EngineState engine() {
        return loop.state();
    }

    /**
     * The offsets that may be committed: the contiguous finished prefix of each partition, but nothing beyond the consumer's position,
     * which falls back when a commit has failed. Where nothing is unfinished the position itself counts, which includes what transforms
     * dropped.
     */
    Map<TopicPartition, Long> committable(Map<TopicPartition, Long> consumed) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (PartitionState state : partitions.values()) {
            OptionalLong prefix = state.ledger().committable();
            Long position = consumed.get(state.partition());
            if (state.unfinishedRecords() == 0 && position != null) {
                offsets.put(state.partition(), position);
            } else if (prefix.isPresent()) {
                long finished = prefix.getAsLong();
                offsets.put(state.partition(), position == null ? finished : Math.min(finished, position));
            }
        }
        return offsets;
    }

    /** When the oldest unfinished record was received, whatever it waits for; empty when none is unfinished. */
    OptionalLong oldestNanos() {
        OptionalLong oldest = OptionalLong.empty();
        for (PartitionState state : partitions.values()) {
            OptionalLong head = state.ledger().oldestNanos();
            if (head.isPresent() && (oldest.isEmpty() || head.getAsLong() - oldest.getAsLong() < 0)) {
                oldest = head;
            }
        }
        return oldest;
    }

    /** What is on its way of what matches; completes on the delivery loop's thread. */
    CompletableFuture<Optional<DeliveryLoop.Glimpse<SinkWork>>> find(Predicate<SinkWork> which) {
        return loop.find(which);
    }

    boolean isIdle() {
        return partitions.values().stream().allMatch(state -> state.unfinishedRecords() == 0) && errants.isEmpty();
    }

    /** Drops what is queued of the partitions, waits for what is in flight within the budget, ignores what comes later. */
    void close(Collection<TopicPartition> closing, long timeoutMs) {
        Set<PartitionState> states = new HashSet<>();
        for (TopicPartition partition : closing) {
            PartitionState state = partitions.remove(partition);
            if (state != null) {
                states.add(state);
            }
        }
        if (states.stream().anyMatch(state -> state.unfinishedRecords() > 0)) {
            await(loop.abandon(work -> states.contains(work.partition())), timeoutMs);
        }
        states.forEach(PartitionState::close);
        troubles.removeIf(SinkPipeline::isMoot);
    }

    /** A result of a revoked partition is ignored, but not one that has halted delivery: the task must still fail. */
    private static boolean isMoot(Delivery<SinkWork> ended) {
        return ended.work().partition().isClosed() && ended.end().kind() != Outcome.Kind.FATAL;
    }

    private static void await(CompletableFuture<Void> drained, long timeoutMs) {
        try {
            drained.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info(
                    "Attempts of revoked partitions still in flight after close.timeout.ms={}; their results are ignored",
                    timeoutMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("Revoked partitions could not be drained", e);
        }
    }

    private void settle() {
        Throwable defect = loop.failure();
        if (defect != null) {
            throw new ConnectException(ErrorCode.INTERNAL.id() + " the delivery loop stopped", defect);
        }
        collect();
        for (Delivery<SinkWork> trouble = troubles.poll(); trouble != null; trouble = troubles.poll()) {
            settle(trouble);
        }
        errants.poll();
        if (outcomes != null) {
            outcomes.check();
        }
    }

    private void settle(Delivery<SinkWork> trouble) {
        SinkWork work = trouble.work();
        Outcome end = trouble.end();
        if (end instanceof Outcome.Fatal fatal) {
            throw Failures.fatal(work, fatal, trouble.attempts());
        }
        Outcome.Rejected rejected = end instanceof Outcome.Rejected refused ? refused : LATE;
        counters.rejected(rejected.code());
        errants.report(work, ending(trouble, rejected), Failures.rejected(work, rejected, trouble.attempts()));
    }

    private void take(SinkRecord record, long nowNanos, List<Delivery<SinkWork>> admitted) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        PartitionState state = partitions.computeIfAbsent(partition, PartitionState::new);
        if (state.ledger().beginsAfter(record.originalKafkaOffset())) {
            LOG.warn(
                    "Offsets of {} begin again at {}: the topic was made anew",
                    partition,
                    record.originalKafkaOffset());
            state.startOver();
        }
        OptionalLong sequence = state.ledger().receive(record.originalKafkaOffset(), nowNanos);
        if (sequence.isEmpty()) {
            repeats.look(state, record.originalKafkaOffset(), nowNanos);
            return;
        }
        Mapped mapped = intake.map(record);
        if (mapped instanceof Mapped.Send send) {
            admit(intake.delivery(record, new Intake.Place(state, sequence.getAsLong()), send), admitted);
        } else if (mapped instanceof Mapped.Fan fan) {
            Intake.Place place = new Intake.Place(state, sequence.getAsLong());
            intake.deliveries(record, place, fan).forEach(delivery -> admit(delivery, admitted));
        } else if (mapped instanceof Mapped.Run run) {
            admit(intake.delivery(record, new Intake.Place(state, sequence.getAsLong()), run), admitted);
        } else if (mapped instanceof Mapped.Bad bad) {
            refuse(SinkWork.unmapped(record, state, sequence.getAsLong()), bad);
        } else {
            counters.skipped();
            state.ledger().finish(sequence.getAsLong());
        }
    }

    private static void admit(Delivery<SinkWork> delivery, List<Delivery<SinkWork>> admitted) {
        delivery.work().partition().admitted(delivery.work().bytes());
        admitted.add(delivery);
    }

    private void refuse(SinkWork work, Mapped.Bad bad) {
        work.partition().admitted(work.bytes());
        counters.rejected(bad.problem().code());
        Ending ending = Ending.of(
                new Outcome.Rejected(bad.problem().code(), 0, bad.problem().detail()));
        errants.report(work, ending, Failures.unmapped(work, bad.problem()));
    }

    private void finishErrant(SinkWork work, Ending ending) {
        counters.errant();
        if (outcomes == null) {
            finish(work);
        } else {
            outcomes.tell(work, ending);
        }
    }
}
