package io.github.kafkaconnect.webpubsub.source.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;

/**
 * One bad record stops everything elsewhere. The promise: whatever a client or a stranger posts, each request gets a 2xx or 4xx, every
 * record passes the recommended converters, and the next good event goes through.
 */
class PoisonEventIT {
    private static final int REQUESTS = 500;
    private static final String[] NAMES = {
        "ce-specversion",
        "ce-type",
        "ce-source",
        "ce-id",
        "ce-time",
        "ce-hub",
        "ce-connectionId",
        "ce-eventName",
        "ce-userId",
        "ce-subject",
        "ce-data",
        "ce-dataschema",
        "ce-datacontenttype",
        "ce-subprotocol",
        "ce-x_y",
        "ce-connectionState",
        "mqtt-a",
        "x-webpubsub-metadata-traceparent",
        "x-webpubsub-metadata-tracestate",
        "Content-Type",
        "WebHook-Request-Origin"
    };
    private static final String[] VALUES = {
        "",
        "1.0",
        "chat",
        "azure.webpubsub.sys.connect",
        "azure.webpubsub.sys.connected",
        "azure.webpubsub.sys.disconnected",
        "online",
        "+999999999-12-31T23:59:59Z",
        "1901-01-01T00:00:00Z",
        "azure.webpubsub.gp.joined",
        "application/json",
        "%",
        "%C3%BC",
        "a b",
        "{}",
        "0",
        "null",
        "/hubs/chat/client/c",
        "2026-13-01",
        "x".repeat(300),
        "..",
        "a/../b",
        "text/plain;;=",
        "${hub}",
        "ü",
        "127.0.0.1",
        "http://[",
        "application/cloudevents+json"
    };

    @Test
    void randomRequestsNeverKillThePipeline() {
        for (String mode : List.of("binary", "structured")) {
            survive(mode, "bytes", new Random(20261123));
        }
    }

    @Test
    void norDoTheyInTheFormsThatConvertersWrite() {
        for (String data : List.of("text", "json")) {
            survive("binary", data, new Random(20261127));
            survive("struct", data, new Random(20261128));
        }
        survive("struct", "bytes", new Random(20261129));
    }

    private static void survive(String mode, String data, Random random) {
        try (TaskUnderTest task = TaskUnderTest.start(
                        "record.mode",
                        mode,
                        "record.data",
                        data,
                        "record.headers",
                        "who=${userid}",
                        "record.trace.context",
                        "true",
                        "presence.topic",
                        "t.online",
                        "upstream.trust",
                        "none",
                        "topic",
                        "t.${event}",
                        "topic.disconnected",
                        "gone.${event}",
                        "record.max.bytes",
                        "5000",
                        // A machine that stands still is not what is tested here.
                        "poll.gap.ms",
                        "60000");
                StringConverter text = new StringConverter();
                JsonConverter json = new JsonConverter()) {
            text.configure(Map.of(), false);
            json.configure(Map.of("schemas.enable", "true"), false);
            Converters converters = new Converters(text, json, mode.equals("struct") || !data.equals("bytes"));
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                answers.add(task.post(
                                "/eventhandler" + (i % 7 == 0 ? "?code=%C3&code" : ""),
                                headers(random, i),
                                body(random))
                        .thenApply(answer -> answer.statusCode()));
                if (i % 20 == 0) {
                    drain(task, converters);
                }
            }
            while (!CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                    .isDone()) {
                drain(task, converters);
            }
            assertThat(answers).allMatch(answer -> answer.join() == 204 || answer.join() / 100 == 4);
            assertThat(answers).anyMatch(answer -> answer.join() == 204);
            CompletableFuture<Integer> good = task.postMessage("good", "1", "good");
            task.poll(1).forEach(task::acknowledge);
            assertThat(good.join()).isEqualTo(204);
        }
    }

    /** What the worker would do with a record, with StringConverter for key and headers. */
    private record Converters(StringConverter text, JsonConverter json, boolean jsonValues) {
        void write(SourceRecord record) {
            text.fromConnectData(record.topic(), record.keySchema(), record.key());
            if (jsonValues) {
                json.fromConnectData(record.topic(), record.valueSchema(), record.value());
            } else if (record.value() != null) {
                // What ByteArrayConverter asks for.
                assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
                assertThat(record.value()).isInstanceOf(byte[].class);
            }
            if (record.value() == null) {
                assertThat(record.topic()).as("a tombstone").isEqualTo("t.online");
            }
            record.headers()
                    .forEach(header ->
                            text.fromConnectHeader(record.topic(), header.key(), header.schema(), header.value()));
        }
    }

    /** Has the records taken to Kafka. */
    private static void drain(TaskUnderTest task, Converters converters) {
        for (SourceRecord record : task.poll()) {
            assertThat(record.topic()).matches("[A-Za-z0-9._-]{1,249}");
            converters.write(record);
            task.acknowledge(record);
        }
    }

    private static Map<String, String> headers(Random random, int i) {
        Map<String, String> headers = new HashMap<>(TaskUnderTest.message("c" + i % 50, Integer.toString(i)));
        for (int change = random.nextInt(4); change > 0; change--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            headers.keySet().removeIf(name::equalsIgnoreCase);
            if (random.nextInt(5) > 0) {
                headers.put(name, VALUES[random.nextInt(VALUES.length)]);
            }
        }
        return headers;
    }

    private static byte[] body(Random random) {
        return switch (random.nextInt(7)) {
            case 5 -> "null".getBytes(StandardCharsets.UTF_8);
            case 6 -> "{\"a\":[1e999,\"\\ud800\",12345678901234567890]}".getBytes(StandardCharsets.UTF_8);
            case 0 -> new byte[0];
            case 1 -> "{\"query\":{\"access_token\":[1]}}".getBytes(StandardCharsets.UTF_8);
            case 2 -> "[".repeat(2_000).getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[random.nextInt(8_000)];
            default -> {
                byte[] noise = new byte[random.nextInt(500)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }
}
