package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.PartitionLedger;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to the service.
 *
 * @param record the very object that put() got; a dead letter needs it
 * @param ledger of the assignment in which it was received
 * @param sequence its place in that ledger
 * @param operation null when none could be made of the record
 */
record SinkWork(
        SinkRecord record,
        PartitionState partition,
        PartitionLedger ledger,
        long sequence,
        @Nullable Operation operation) {
    /** What holding one record costs besides its payload: objects, key, headers; an estimate. */
    private static final int OVERHEAD_BYTES = 512;

    /** What it counts for in the byte bound. */
    int bytes() {
        return OVERHEAD_BYTES
                + (operation instanceof Operation.Send send ? send.payload().bytes().length : 0);
    }
}
