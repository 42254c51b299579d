package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.TaskFigures;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** A task at work. */
record RunningSource(
        SourcePipeline pipeline,
        Handoff<MappedRecord> handoff,
        ListenerRegistry.Lease lease,
        ScheduledExecutorService clock,
        @Nullable TaskFigures figures) {

    /** Answers what is owed before the listener, which carries the answers, may close. Idempotent. */
    void stop() {
        handoff.stop();
        lease.close();
        clock.shutdownNow();
        if (figures != null) {
            figures.close();
        }
    }
}
