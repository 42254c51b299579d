package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.source.config.ReplyOptions;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.ingress.EventIntake;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedEvent;
import io.github.kafkaconnect.webpubsub.source.reply.Replies;
import io.github.kafkaconnect.webpubsub.source.reply.ReplyDesk;
import io.github.kafkaconnect.webpubsub.source.reply.ReplyReader;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The applications behind Kafka that answer events, or nobody where none is configured. */
final class Applications implements EventIntake.Questions<MappedEvent>, AutoCloseable {
    private static final long CLOSE_LIMIT_MS = 300;

    private final ReplyOptions options;
    private final LongSupplier wallClockMs;
    private final @Nullable Reading reading;

    private Applications(ReplyOptions options, LongSupplier wallClockMs, @Nullable Reading reading) {
        this.options = options;
        this.wallClockMs = wallClockMs;
        this.reading = reading;
    }

    private record Reading(ReplyDesk<MappedEvent> desk, ReplyReader reader, ScheduledExecutorService thread) {}

    /** Begins to read replies, if any are wanted; returns at once. */
    static Applications start(
            SourceConfig config, Handoff<MappedEvent> handoff, EventCounters counters, LongSupplier wallClockMs) {
        ReplyOptions options = config.replies();
        if (!options.isOn()) {
            return new Applications(options, wallClockMs, null);
        }
        String instance = UUID.randomUUID().toString().replace("-", "");
        ReplyDesk<MappedEvent> desk = new ReplyDesk<>(handoff, instance);
        String name = config.identity().threadPrefix() + "-replies";
        // Tasks with numbers in a row read different partitions, where there are enough.
        int spread =
                config.identity().connector().hashCode() + config.identity().index();
        ReplyReader reader = Replies.reader(options, name, spread, desk, counters::countReply);
        ScheduledExecutorService thread = NamedThreads.single(name);
        thread.execute(reader);
        return new Applications(options, wallClockMs, new Reading(desk, reader, thread));
    }

    @Override
    public boolean isOpen() {
        return reading == null || reading.desk().isOpen();
    }

    @Override
    public EventIntake.Question<MappedEvent> ask(UpstreamEvent.Kind kind) {
        if (reading == null) {
            throw new IllegalStateException("nobody is asked");
        }
        ReplyDesk<MappedEvent> desk = reading.desk();
        return new Asked(desk, desk.ticket(), kind);
    }

    private final class Asked implements EventIntake.Question<MappedEvent> {
        private final ReplyDesk<MappedEvent> desk;
        private final ReplyDesk.Ticket ticket;
        private final UpstreamEvent.Kind kind;

        Asked(ReplyDesk<MappedEvent> desk, ReplyDesk.Ticket ticket, UpstreamEvent.Kind kind) {
            this.desk = desk;
            this.ticket = ticket;
            this.kind = kind;
        }

        @Override
        public Map<String, String> headers() {
            return ReplyDesk.headers(ticket, options.topic(), wallClockMs.getAsLong() + options.timeoutMs());
        }

        @Override
        public long timeoutNanos() {
            return TimeUnit.MILLISECONDS.toNanos(options.timeoutMs());
        }

        @Override
        public void expect(OwedReply<MappedEvent> owed) {
            desk.expect(ticket, kind, owed);
        }
    }

    /** How many events wait for an application. */
    long waiting() {
        return reading == null ? 0 : reading.desk().waiting();
    }

    /** Forgets what was answered otherwise. Called now and then. */
    void sweep() {
        if (reading != null) {
            reading.desk().sweep();
        }
    }

    @Override
    public void close() {
        if (reading == null) {
            return;
        }
        reading.reader().close();
        reading.thread().shutdown();
        try {
            if (!reading.thread().awaitTermination(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS)) {
                reading.thread().shutdownNow();
            }
        } catch (InterruptedException e) {
            reading.thread().shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
