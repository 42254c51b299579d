package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
import io.github.kafkaconnect.webpubsub.common.delivery.PartitionLedger;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the service.
 *
 * @param record the very object that put() got; a dead letter needs it
 * @param ledger of the assignment in which it was received
 * @param sequence its place in that ledger
 * @param operation its only call, or the first of its plan; null when none could be made of the record
 * @param plan null when one call is all
 * @param parts shared by all deliveries of the record; null when this is the only one
 * @param laneKey records with equal keys are sent in order
 * @param conflationKey what it has in common with records that it may replace; null when it replaces none
 * @param lateNanos when it is too late to send it, or {@link Deliverable#NEVER_NANOS}
 * @param recordBytes what the record itself takes while it is held; 0 where another part of it counts that
 */
record SinkWork(
        SinkRecord record,
        PartitionState partition,
        PartitionLedger ledger,
        long sequence,
        @Nullable Operation operation,
        @Nullable Plan plan,
        @Nullable Parts parts,
        Object laneKey,
        @Nullable Object conflationKey,
        long lateNanos,
        int recordBytes)
        implements Deliverable {
    /** What holding one record costs besides its key, value and payload: objects, headers; an estimate. */
    private static final int OVERHEAD_BYTES = 512;

    /** A record of which nothing can be made; it only needs its place in the ledger. */
    static SinkWork unmapped(SinkRecord record, PartitionState partition, long sequence) {
        return new SinkWork(
                record,
                partition,
                partition.ledger(),
                sequence,
                null,
                null,
                null,
                partition,
                null,
                NEVER_NANOS,
                RecordSize.of(record, null));
    }

    /** What it counts for in the byte bound. */
    int bytes() {
        return OVERHEAD_BYTES + recordBytes + payloadBytes();
    }

    /** What it carries to clients; of a plan about what it holds. */
    int payloadBytes() {
        if (plan != null) {
            return plan.bytes();
        }
        return operation instanceof Operation.Send send ? send.payload().bytes().length : 0;
    }

    @Override
    public Reach reach() {
        return reachesHub() ? Reach.HUB : Reach.TARGET;
    }

    /** Of a plan the call that is due decides. */
    private boolean reachesHub() {
        return plan == null ? operation != null && operation.kind().concernsHub() : plan.reachesHub();
    }
}
