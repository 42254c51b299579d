package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.runtime.Closer;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.sink.config.OutcomeOptions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** The producer of outcomes and its thread, or nothing where no outcomes are wanted. */
final class OutcomeProducer implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final OutcomeTopic.@Nullable Settings settings;
    private final @Nullable Producer<String, byte[]> producer;
    private final @Nullable ExecutorService thread;

    private OutcomeProducer(
            OutcomeTopic.@Nullable Settings settings,
            @Nullable Producer<String, byte[]> producer,
            @Nullable ExecutorService thread) {
        this.settings = settings;
        this.producer = producer;
        this.thread = thread;
    }

    /** @param owner begins the names of its thread and of its client */
    static OutcomeProducer from(OutcomeOptions options, String owner) {
        if (!options.isOn()) {
            return new OutcomeProducer(null, null, null);
        }
        String name = owner + "-outcomes";
        return new OutcomeProducer(
                new OutcomeTopic.Settings(options.topic(), options.required(), new OutcomeJson(options.secrets())),
                new KafkaProducer<>(options.producerSettings(name)),
                NamedThreads.single(name));
    }

    @Nullable
    OutcomeTopic topic(OutcomeTopic.Told told) {
        return settings == null || producer == null || thread == null
                ? null
                : new OutcomeTopic(settings, producer, thread, told);
    }

    @Override
    public void close() {
        try (Closer closer = new Closer()) {
            if (producer != null) {
                closer.add(() -> producer.close(CLOSE_LIMIT));
            }
            if (thread != null) {
                closer.add(thread::shutdownNow);
            }
        }
    }
}
