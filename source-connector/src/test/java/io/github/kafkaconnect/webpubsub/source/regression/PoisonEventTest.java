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
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.api.Test;

/**
 * One bad record stops everything elsewhere. The promise: whatever a client or a stranger posts, each request gets a 2xx or 4xx, every
 * record passes the recommended converters, and the next good event goes through.
 */
class PoisonEventTest {
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
        "Content-Type",
        "WebHook-Request-Origin"
    };
    private static final String[] VALUES = {
        "",
        "1.0",
        "chat",
        "azure.webpubsub.sys.connect",
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
            survive(mode, new Random(20261123));
        }
    }

    private static void survive(String mode, Random random) {
        try (TaskUnderTest task = TaskUnderTest.start(
                        "record.mode",
                        mode,
                        "upstream.trust",
                        "none",
                        "topic",
                        "t.${event}",
                        "record.max.bytes",
                        "5000",
                        // A machine that stands still is not what is tested here.
                        "poll.gap.ms",
                        "60000");
                StringConverter text = new StringConverter()) {
            text.configure(Map.of(), false);
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                answers.add(task.post(
                                "/eventhandler" + (i % 7 == 0 ? "?code=%C3&code" : ""),
                                headers(random, i),
                                body(random))
                        .thenApply(answer -> answer.statusCode()));
                if (i % 20 == 0) {
                    drain(task, text);
                }
            }
            while (!CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                    .isDone()) {
                drain(task, text);
            }
            assertThat(answers).allMatch(answer -> answer.join() == 204 || answer.join() / 100 == 4);
            assertThat(answers).anyMatch(answer -> answer.join() == 204);
            CompletableFuture<Integer> good = task.postMessage("good", "1", "good");
            task.poll(1).forEach(task::acknowledge);
            assertThat(good.join()).isEqualTo(204);
        }
    }

    /** What the worker would do with the records. */
    private static void drain(TaskUnderTest task, StringConverter text) {
        for (SourceRecord record : task.poll()) {
            assertThat(record.topic()).matches("[A-Za-z0-9._-]{1,249}");
            text.fromConnectData(record.topic(), record.keySchema(), record.key());
            // What ByteArrayConverter asks for.
            assertThat(record.valueSchema()).isEqualTo(Schema.BYTES_SCHEMA);
            assertThat(record.value()).isInstanceOf(byte[].class);
            record.headers()
                    .forEach(header ->
                            text.fromConnectHeader(record.topic(), header.key(), header.schema(), header.value()));
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
        return switch (random.nextInt(5)) {
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
