package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedEvent;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.connect.source.SourceRecord;

/** A task at work. */
record RunningSource(
        SourcePipeline pipeline,
        Handoff<MappedEvent> handoff,
        ListenerRegistry.Lease lease,
        Applications applications,
        ScheduledExecutorService clock,
        TaskFigures figures) {

    /** Records that wait, or an empty list after a short while. */
    List<SourceRecord> poll() {
        figures.settle();
        return pipeline.poll();
    }

    /** Answers what is owed before the listener, which carries the answers, may close. Idempotent. */
    void stop() {
        handoff.stop();
        lease.close();
        applications.close();
        clock.shutdownNow();
        figures.close();
    }
}
