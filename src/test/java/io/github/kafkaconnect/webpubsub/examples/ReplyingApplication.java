package io.github.kafkaconnect.webpubsub.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Answers events with a plain consumer and producer: decides who may connect, and gives every message back in capitals.
 *
 * <pre>java … ReplyingApplication localhost:9092 webpubsub.chat</pre>
 */
public final class ReplyingApplication implements Runnable, AutoCloseable {
    private static final String CORRELATION_ID = "webpubsub-correlation-id";
    private static final String REPLY_TOPIC = "webpubsub-reply-topic";
    private static final String REPLY_PARTITION = "webpubsub-reply-partition";
    private static final String CONNECT = "azure.webpubsub.sys.connect";

    private final Consumer<byte[], byte[]> events;
    private final Producer<byte[], byte[]> replies;

    public ReplyingApplication(String bootstrapServers, String topic) {
        events = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "replying-application",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        replies = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        events.subscribe(List.of(topic));
    }

    public static void main(String[] arguments) {
        try (ReplyingApplication application = new ReplyingApplication(arguments[0], arguments[1])) {
            application.run();
        }
    }

    /** Until {@link #stop}. */
    @Override
    public void run() {
        try {
            while (true) {
                events.poll(Duration.ofSeconds(1)).forEach(this::answer);
            }
        } catch (WakeupException stopped) {
            // As asked.
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> event) {
        String correlationId = text(event.headers(), CORRELATION_ID);
        String topic = text(event.headers(), REPLY_TOPIC);
        String partition = text(event.headers(), REPLY_PARTITION);
        if (correlationId == null || topic == null || partition == null) {
            // Nobody waits.
            return;
        }
        boolean connect = CONNECT.equals(text(event.headers(), "ce_type"));
        byte[] body = connect
                ? null
                : new String(event.value(), UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> reply =
                new ProducerRecord<>(topic, Integer.valueOf(partition), correlationId.getBytes(UTF_8), body);
        if (connect) {
            decide(text(event.headers(), "ce_userid"), reply.headers());
        } else {
            reply.headers().add("content-type", "text/plain".getBytes(UTF_8));
        }
        replies.send(reply);
    }

    private static void decide(@Nullable String user, Headers reply) {
        if ("mallory".equals(user)) {
            reply.add("webpubsub-status", "403".getBytes(UTF_8));
        } else {
            reply.add("webpubsub-groups", "[\"lobby\"]".getBytes(UTF_8));
            reply.add("webpubsub-connection-state", "greeted".getBytes(UTF_8));
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** Ends {@link #run}; from any thread. */
    public void stop() {
        events.wakeup();
    }

    @Override
    public void close() {
        events.close(Duration.ofSeconds(2));
        replies.close(Duration.ofSeconds(2));
    }
}
