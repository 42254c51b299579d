package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import java.util.concurrent.ScheduledExecutorService;

/** A task at work. */
record RunningSource(
        SourcePipeline pipeline,
        Handoff<MappedRecord> handoff,
        ListenerRegistry.Lease lease,
        ScheduledExecutorService clock,
        EventCounters counters,
        AckLedger<MappedRecord> ledger) {

    /** Answers what is owed before the listener, which carries the answers, may close. Idempotent. */
    void stop() {
        handoff.stop();
        lease.close();
        clock.shutdownNow();
    }
}
