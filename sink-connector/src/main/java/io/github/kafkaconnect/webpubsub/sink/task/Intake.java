package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.sink.config.LateBehavior;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns a record into a delivery: what it asks for, in which lane, and until when it is worth sending. Task thread only. */
final class Intake {
    private final RecordMapper mapper;
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

    Intake(RecordMapper mapper, LaneKeys laneKeys, Lateness lateness, Time time) {
        this.mapper = mapper;
        this.laneKeys = laneKeys;
        this.lateness = lateness;
        this.time = time;
    }

    Mapped map(SinkRecord record) {
        return mapper.map(record);
    }

    LateBehavior lateBehavior() {
        return lateness.behavior();
    }

    Delivery<SinkWork> delivery(SinkRecord record, PartitionState state, long sequence, Mapped.Send send) {
        long nowNanos = time.nanoClock().getAsLong();
        LaneKeys.Keys keys = laneKeys.of(record, state.partition(), send);
        SinkWork work = new SinkWork(
                record,
                state,
                state.ledger(),
                sequence,
                send.operation(),
                keys.lane(),
                keys.conflation(),
                lateNanos(record, nowNanos));
        return new Delivery<>(work, nowNanos);
    }

    private long lateNanos(SinkRecord record, long nowNanos) {
        if (lateness.maxAgeMs() == 0 || record.timestamp() == null) {
            return Deliverable.NEVER_NANOS;
        }
        long ageMs = time.clock().millis() - record.timestamp();
        return nowNanos + TimeUnit.MILLISECONDS.toNanos(lateness.maxAgeMs() - ageMs);
    }
}
