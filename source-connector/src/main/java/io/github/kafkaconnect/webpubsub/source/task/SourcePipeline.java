package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies between Connect's calls and the hand-off. {@link #poll} on the task thread, {@link #committed} on any. */
final class SourcePipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SourcePipeline.class);
    private static final int BATCH_MAX_RECORDS = 2_000;
    /** Well below the 100 ms that a poll may take on a busy machine: a pause or stop is noticed only between polls. */
    private static final long POLL_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Handoff<MappedRecord> handoff;
    private final EventCounters counters;
    private final Settlement unacknowledged;
    private final AtomicBoolean warned = new AtomicBoolean();

    SourcePipeline(Handoff<MappedRecord> handoff, EventCounters counters, SourceConfig.Answers answers) {
        this.handoff = handoff;
        this.counters = counters;
        this.unacknowledged = unacknowledged(answers);
    }

    /** What a record without metadata means: see rule and option {@code unacknowledged.answer}. */
    private static Settlement unacknowledged(SourceConfig.Answers answers) {
        if (!answers.toleratesDrops()) {
            return Settlement.FILTERED;
        }
        return answers.answersDropsWithSuccess() ? Settlement.DROP_ACCEPTED : Settlement.DROPPED;
    }

    /** Records that wait, or an empty list after a short while. */
    List<SourceRecord> poll() {
        List<OwedReply<MappedRecord>> batch = handoff.take(BATCH_MAX_RECORDS, POLL_WAIT_NANOS);
        List<SourceRecord> records = new ArrayList<>(batch.size());
        batch.forEach(owed -> records.add(new OwedRecord(owed)));
        counters.countRecords(records.size());
        return records;
    }

    /**
     * Connect is done with a record.
     *
     * @param written whether Kafka has acknowledged it; if not, a transform or a tolerated error dropped it
     */
    void committed(SourceRecord record, Acknowledged written) {
        if (!(record instanceof OwedRecord mine)) {
            return;
        }
        Settlement settlement = written == Acknowledged.BY_KAFKA ? Settlement.WRITTEN : unacknowledged;
        if (settlement != Settlement.WRITTEN
                && settlement != Settlement.FILTERED
                && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "Connect dropped a record under errors.tolerance=all; such events are answered {} (unacknowledged.answer)",
                    settlement == Settlement.DROPPED ? "503" : "2xx");
        }
        handoff.acknowledge(mine.owed(), settlement);
    }

    enum Acknowledged {
        BY_KAFKA,
        BY_NOBODY
    }
}
