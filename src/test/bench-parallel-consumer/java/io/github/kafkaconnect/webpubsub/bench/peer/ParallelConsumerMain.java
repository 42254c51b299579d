package io.github.kafkaconnect.webpubsub.bench.peer;

import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.vertx.VertxParallelEoSStreamProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.predicate.ResponsePredicate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Confluent's Parallel Consumer with its Vert.x module: order by key, the options that matter raised ({@code
 * maxConcurrency} and as many connections), all others as they are; an answer that is not 2xx is a failure, which it
 * tries again after its default wait of 1 s. Told by the system properties {@code load.port}, {@code load.inFlight},
 * {@code load.bootstrap}, {@code load.topic} and {@code load.group}; the number of event loops may be an argument.
 */
public final class ParallelConsumerMain {

    private static final int PORT = Integer.getInteger("load.port");
    private static final int IN_FLIGHT = Integer.getInteger("load.inFlight");
    private static final String BEARER = "Bearer " + "x".repeat(280);

    private ParallelConsumerMain() {}

    public static void main(String[] args) throws InterruptedException {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        System.getProperty("load.bootstrap"),
                        "group.id",
                        System.getProperty("load.group"),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        ParallelConsumerOptions<String, byte[]> options = ParallelConsumerOptions.<String, byte[]>builder()
                .consumer(consumer)
                .ordering(ProcessingOrder.KEY)
                .maxConcurrency(IN_FLIGHT)
                .build();
        VertxOptions vertxOptions = new VertxOptions();
        if (args.length > 0) {
            vertxOptions.setEventLoopPoolSize(Integer.parseInt(args[0]));
        }
        Vertx vertx = Vertx.vertx(vertxOptions);
        WebClient client = WebClient.create(
                vertx, new WebClientOptions().setMaxPoolSize(IN_FLIGHT).setUserAgent("bench"));
        VertxParallelEoSStreamProcessor<String, byte[]> processor =
                new VertxParallelEoSStreamProcessor<>(vertx, client, options);
        processor.subscribe(List.of(System.getProperty("load.topic")));
        processor.vertxHttpWebClient(
                (web, context) -> web.post(PORT, "127.0.0.1", path(context.key()))
                        .putHeader("Authorization", BEARER)
                        .putHeader("Content-Type", "text/plain")
                        .expect(ResponsePredicate.SC_SUCCESS)
                        .sendBuffer(Buffer.buffer(context.value())),
                sent -> {});
        Thread.currentThread().join();
    }

    private static String path(String key) {
        return "/api/hubs/bench/groups/" + key + "/:send?api-version=2024-01-01";
    }
}
