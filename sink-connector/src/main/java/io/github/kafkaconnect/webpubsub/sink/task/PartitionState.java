package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.PartitionLedger;
import org.apache.kafka.common.TopicPartition;

/**
 * One assigned partition, by its original coordinates: what is finished and how much is on its way. Task thread only, except {@link
 * #partition}. A revoked partition's state is closed, and results that come later are ignored by that.
 */
final class PartitionState {
    private final TopicPartition partition;
    private PartitionLedger ledger = new PartitionLedger();
    private int unfinishedRecords;
    private long unfinishedBytes;
    private boolean closed;

    PartitionState(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    PartitionLedger ledger() {
        return ledger;
    }

    int unfinishedRecords() {
        return unfinishedRecords;
    }

    long unfinishedBytes() {
        return unfinishedBytes;
    }

    boolean isClosed() {
        return closed;
    }

    void admitted(int bytes) {
        unfinishedRecords++;
        unfinishedBytes += bytes;
    }

    void finished(SinkWork work) {
        released(work.bytes());
        if (work.parts() == null || work.parts().finished()) {
            work.ledger().finish(work.sequence());
        }
    }

    /** A record of so many bytes is held no longer. */
    void released(int bytes) {
        unfinishedRecords--;
        unfinishedBytes -= bytes;
    }

    /** The topic was made anew under our feet: its offsets begin again. */
    void startOver() {
        ledger = new PartitionLedger();
    }

    void close() {
        closed = true;
    }
}
