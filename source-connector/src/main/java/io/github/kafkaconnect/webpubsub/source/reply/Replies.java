package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.source.config.ReplyOptions;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Makes the reader of a task's replies. */
public final class Replies {
    private Replies() {}

    /**
     * @param clientId of the consumer
     * @param spread chooses the partition that is read
     */
    public static ReplyReader reader(
            ReplyOptions options, String clientId, int spread, ReplyDesk<?> desk, Consumer<Reception> counter) {
        Map<String, Object> settings = options.consumerSettings(clientId);
        ReplyForm form = options.form() == ReplyOptions.Form.JSON ? new JsonForm() : new HeaderForm();
        return new ReplyReader(
                new ReplyReader.Source(options.topic(), spread, () -> new KafkaConsumer<>(settings)),
                form,
                desk,
                counter,
                System::nanoTime);
    }
}
