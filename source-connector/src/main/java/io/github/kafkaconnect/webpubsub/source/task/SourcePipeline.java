package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedEvent;
import io.github.kafkaconnect.webpubsub.source.mapping.PresenceOrder;
import io.github.kafkaconnect.webpubsub.source.mapping.PresenceRecord;
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
    private static final int BATCH_MAX_EVENTS = 2_000;
    /** Well below the 100 ms that a poll may take on a busy machine: a pause or stop is noticed only between polls. */
    private static final long POLL_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Handoff<MappedEvent> handoff;
    private final EventCounters counters;
    private final PresenceOrder presenceOrder;
    private final Settlement unacknowledged;
    private final AtomicBoolean warned = new AtomicBoolean();

    SourcePipeline(Handoff<MappedEvent> handoff, EventCounters counters, SourceConfig config) {
        this.handoff = handoff;
        this.counters = counters;
        RecordSettings.Presence presence = config.records().presence();
        this.presenceOrder = new PresenceOrder(presence == null ? 0 : presence.disconnectsMax());
        this.unacknowledged = unacknowledged(config.answers());
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
        List<OwedReply<MappedEvent>> batch = handoff.take(BATCH_MAX_EVENTS, POLL_WAIT_NANOS);
        List<SourceRecord> records = new ArrayList<>(batch.size());
        batch.forEach(owed -> add(records, owed));
        counters.countRecords(records.size());
        return records;
    }

    private void add(List<SourceRecord> records, OwedReply<MappedEvent> owed) {
        MappedEvent mapped = owed.payload();
        records.add(new OwedRecord(owed, mapped.event()));
        PresenceRecord presence = mapped.presence();
        if (presence == null) {
            return;
        }
        if (presenceOrder.admits(presence)) {
            records.add(new OwedRecord(owed, presence.record()));
        } else {
            // Nothing is missing from Kafka: what it would say is over.
            handoff.acknowledge(owed, Settlement.WRITTEN);
        }
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
