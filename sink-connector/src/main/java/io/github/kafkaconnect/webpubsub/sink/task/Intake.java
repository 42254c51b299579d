package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.config.LateBehavior;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapper;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Turns a record into a delivery: what it asks for, in which lane, and until when it is worth sending. Task thread only. */
final class Intake {
    private final Mapper mapper;
    private final LaneKeys laneKeys;
    private final Lateness lateness;
    private final Time time;

    /**
     * @param maxAgeMs records older than this are late; 0 = none is
     * @param behavior what becomes of a late record
     */
    record Lateness(long maxAgeMs, LateBehavior behavior) {
        static final Lateness NONE = new Lateness(0, LateBehavior.SKIP);
    }

    /** The wall clock tells the age of records, the other one is the engine's. */
    record Time(Clock clock, LongSupplier nanoClock) {
        static final Time SYSTEM = new Time(Clock.systemUTC(), System::nanoTime);
    }

    Intake(Mapper mapper, LaneKeys laneKeys, Lateness lateness, Time time) {
        this.mapper = mapper;
        this.laneKeys = laneKeys;
        this.lateness = lateness;
        this.time = time;
    }

    /** Of the engine's clock. */
    long nowNanos() {
        return time.nanoClock().getAsLong();
    }

    Mapped map(SinkRecord record) {
        return mapper.map(record);
    }

    LateBehavior lateBehavior() {
        return lateness.behavior();
    }

    /** @param place of the record in its partition's ledger */
    Delivery<SinkWork> delivery(SinkRecord record, Place place, Mapped.Send send) {
        return delivery(record, place, new Task(send.operation(), null, null), send.conflationKey());
    }

    Delivery<SinkWork> delivery(SinkRecord record, Place place, Mapped.Run run) {
        return delivery(record, place, new Task(run.first(), run.plan(), null), null);
    }

    /** One for each target, each in its own lane; the record is finished when all are. */
    List<Delivery<SinkWork>> deliveries(SinkRecord record, Place place, Mapped.Fan fan) {
        Parts parts = new Parts(fan.operations().size());
        return fan.operations().stream()
                .map(operation -> delivery(record, place, new Task(operation, null, parts), fan.conflationKey()))
                .toList();
    }

    /** Where a record stands. */
    record Place(PartitionState partition, long sequence) {}

    private record Task(@Nullable Operation operation, @Nullable Plan plan, @Nullable Parts parts) {}

    private Delivery<SinkWork> delivery(SinkRecord record, Place place, Task task, @Nullable String conflationKey) {
        long nowNanos = nowNanos();
        PartitionState state = place.partition();
        Operation operation = task.operation();
        LaneKeys.Keys keys = laneKeys.of(record, state.partition(), operation, conflationKey);
        SinkWork work = new SinkWork(
                record,
                state,
                state.ledger(),
                place.sequence(),
                operation,
                task.plan(),
                task.parts(),
                keys.lane(),
                keys.conflation(),
                lateNanos(record, nowNanos),
                recordBytes(record, task));
        return new Delivery<>(work, nowNanos);
    }

    /** A record for several targets is held once, so its first part alone counts it. */
    private static int recordBytes(SinkRecord record, Task task) {
        Parts parts = task.parts();
        if (parts != null && !parts.first()) {
            return 0;
        }
        byte @Nullable [] payload =
                task.operation() instanceof Operation.Send send ? send.payload().bytes() : null;
        return RecordSize.of(record, payload);
    }

    private long lateNanos(SinkRecord record, long nowNanos) {
        if (lateness.maxAgeMs() == 0 || record.timestamp() == null) {
            return Deliverable.NEVER_NANOS;
        }
        long ageMs = time.clock().millis() - record.timestamp();
        return nowNanos + TimeUnit.MILLISECONDS.toNanos(lateness.maxAgeMs() - ageMs);
    }
}
