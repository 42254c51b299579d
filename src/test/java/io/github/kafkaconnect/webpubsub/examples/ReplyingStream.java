package io.github.kafkaconnect.webpubsub.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Answers clients with Kafka Streams: gives every message back in capitals.
 *
 * <pre>java … ReplyingStream localhost:9092 webpubsub.chat</pre>
 */
public final class ReplyingStream {
    private ReplyingStream() {}

    public static void main(String[] arguments) {
        Properties settings = new Properties();
        settings.put("application.id", "replying-stream");
        settings.put("bootstrap.servers", arguments[0]);
        // A client waits: no batch is worth it.
        settings.put("producer.linger.ms", "0");
        KafkaStreams streams = new KafkaStreams(topology(arguments[1]), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }

    /** Replies go to the topic and the partition that the event names. */
    static Topology topology(String events) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(events, Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .process(Answering::new)
                .to(
                        (correlationId, reply, context) -> reply.topic(),
                        Produced.with(
                                Serdes.String(),
                                Serdes.serdeFrom((topic, reply) -> reply.body(), (topic, bytes) -> null),
                                (topic, correlationId, reply, partitions) -> reply.partition()));
        return builder.build();
    }

    /** A reply on its way to where it is waited for. */
    private record Reply(String topic, int partition, byte[] body) {}

    private static final class Answering extends ContextualProcessor<String, byte[], String, Reply> {
        @Override
        public void process(Record<String, byte[]> event) {
            String correlationId = text(event.headers(), "webpubsub-correlation-id");
            String topic = text(event.headers(), "webpubsub-reply-topic");
            String partition = text(event.headers(), "webpubsub-reply-partition");
            if (correlationId == null || topic == null || partition == null) {
                // Nobody waits.
                return;
            }
            byte[] capitals =
                    new String(event.value(), UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8);
            Headers headers = new RecordHeaders().add("content-type", "text/plain".getBytes(UTF_8));
            context()
                    .forward(new Record<>(
                            correlationId,
                            new Reply(topic, Integer.parseInt(partition), capitals),
                            event.timestamp(),
                            headers));
        }

        private static @Nullable String text(Headers headers, String name) {
            Header header = headers.lastHeader(name);
            return header == null ? null : new String(header.value(), UTF_8);
        }
    }
}
