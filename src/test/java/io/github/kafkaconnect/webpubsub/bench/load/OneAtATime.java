package io.github.kafkaconnect.webpubsub.bench.load;

import io.github.kafkaconnect.webpubsub.bench.stub.Payloads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The baseline: what most HTTP connectors do, one request after the other with the JDK's client, over HTTP/1.1. It is a
 * plain loop over a consumer and so spares the cost of a worker.
 */
public final class OneAtATime {

    private static final int ACCEPTED = 202;
    private static final Duration POLL = Duration.ofMillis(100);

    private OneAtATime() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Load load = Load.fromProperties();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                load.bootstrap(),
                "group.id",
                load.group(),
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(load.topic()));
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    send(http, load, record);
                }
                consumer.commitAsync();
            }
        }
    }

    private static void send(HttpClient http, Load load, ConsumerRecord<String, byte[]> record)
            throws IOException, InterruptedException {
        int target = Integer.parseInt(record.key().substring(1));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + load.port() + Payloads.path(target)))
                .header("Authorization", Payloads.bearer())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofByteArray(record.value()))
                .build();
        if (status(http, request) != ACCEPTED) {
            throw new IOException("not accepted");
        }
    }

    /** Once more after a broken connection: now and then the client closes one that has just been used again. */
    private static int status(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException broken) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
