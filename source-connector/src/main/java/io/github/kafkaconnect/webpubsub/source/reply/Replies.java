package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.source.config.ReplyOptions;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the reader of a task's replies. */
public final class Replies {
    private Replies() {}

    /**
     * @param clientId of the consumer
     * @param spread chooses the partition that is read
     */
    public static ReplyReader reader(
            ReplyOptions options, String clientId, int spread, ReplyDesk<?> desk, Consumer<Reception> counter) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Replies behind the position were cut away: the oldest that is left may still answer somebody.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A topic made by the way would have the broker's partitions and retention, and hide that somebody deleted the
        // right one.
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putAll(options.consumer());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        ReplyForm form = options.form() == ReplyOptions.Form.JSON ? new JsonForm() : new HeaderForm();
        return new ReplyReader(
                new ReplyReader.Source(
                        options.topic(),
                        spread,
                        () -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())),
                form,
                desk,
                counter,
                System::nanoTime);
    }
}
