package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that the service may send becomes a record, from the socket to Connect. Requests of MQTT and Socket.IO clients and of groups
 * are recorded forms: there is no front end yet that sends them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryEventIT {
    private final TaskUnderTest task =
            TaskUnderTest.start("topic", "t.${kind}", "record.key", "${connectionid}|${sessionid}|${socketid}");

    @AfterAll
    void stop() {
        task.close();
    }

    @ParameterizedTest
    @CsvSource({
        "mqtt-connect, t.connect, device7||",
        "mqtt-connected, t.connected, device7|s-4410|",
        "mqtt-user-event, t.custom, device7|s-4410|",
        "mqtt-disconnected, t.disconnected, device7|s-4410|",
        "socketio-connect, t.connect, con-8f2b61c0||s1Qz-_x",
        "socketio-event, t.custom, con-8f2b61c0||s1Qz-_x",
        "socketio-disconnected, t.disconnected, con-8f2b61c0||s1Qz-_x",
        "group-joined, t.group-joined, con-8f2b61c0||",
        "group-left, t.group-left, con-8f2b61c0||",
        "later-event, t.other, con-8f2b61c0||",
    })
    void aRecordedRequestBecomesARecordWithAllItsAttributes(String name, String topic, String key) {
        RecordedRequest request = RecordedRequest.read(name);
        SourceRecord record =
                taken(request.target(), request.headers(), request.body().getBytes(UTF_8));
        assertThat(record.topic()).isEqualTo(topic);
        assertThat(record.key()).isEqualTo(key);
        Map<String, Object> headers = headers(record);
        request.headers().forEach((header, value) -> {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.equals("ce-signature") || lower.equals("webhook-request-origin")) {
                assertThat(headers).doesNotContainKey(lower.replace("ce-", "ce_"));
            } else {
                assertThat(headers).containsEntry(lower.replaceFirst("^ce-", "ce_"), value);
            }
        });
        assertThat(text(record)).isEqualTo(request.body().replace(",\"password\":\"c2VjcmV0\"", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-protobuf",
                "application/octet-stream",
                "application/json",
                "text/plain; charset=utf-16",
                "application/cbor",
                "image/png",
                "nonsense"
            })
    void everyContentTypeIsData(String contentType) {
        byte[] any = {0x0A, 0x03, 'a', (byte) 0xFF, 0x00, '{'};
        Map<String, String> event = new HashMap<>(TaskUnderTest.message("c1", contentType));
        event.put("Content-Type", contentType);
        SourceRecord record = taken("/eventhandler", event, any);
        assertThat((byte[]) record.value()).isEqualTo(any);
        assertThat(headers(record)).containsEntry("content-type", contentType);
    }

    @Test
    void anEventWithoutAContentTypeIsDataToo() {
        Map<String, String> event = new HashMap<>(TaskUnderTest.message("c1", "none"));
        event.remove("Content-Type");
        SourceRecord record = taken("/eventhandler", event, new byte[] {1});
        assertThat((byte[]) record.value()).containsExactly(1);
        assertThat(headers(record)).doesNotContainKey("content-type");
    }

    @Test
    void unknownEventsAreRefusedWhereTheOptionSaysSo() {
        RecordedRequest later = RecordedRequest.read("later-event");
        RecordedRequest joined = RecordedRequest.read("group-joined");
        try (TaskUnderTest strict = TaskUnderTest.start("upstream.unknown.events", "refuse")) {
            HttpResponse<String> refused = strict.post(
                            later.target(), later.headers(), later.body().getBytes(UTF_8))
                    .join();
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("WPS-4002", "upstream.unknown.events");
            Map<String, String> forged = new HashMap<>(later.headers());
            forged.put("ce-signature", "sha256=00");
            assertThat(strict.post(later.target(), forged, new byte[0]).join().statusCode())
                    .as("strangers learn nothing")
                    .isEqualTo(401);
            CompletableFuture<HttpResponse<String>> known =
                    strict.post(joined.target(), joined.headers(), joined.body().getBytes(UTF_8));
            strict.acknowledge(strict.poll(1).get(0));
            assertThat(known.join().statusCode()).isEqualTo(204);
        }
    }

    /** Posts an event, acknowledges its record, and expects the answer to say so. */
    private SourceRecord taken(String target, Map<String, String> headers, byte[] body) {
        CompletableFuture<HttpResponse<String>> answer = task.post(target, headers, body);
        SourceRecord record = task.poll(1).get(0);
        task.acknowledge(record);
        assertThat(answer.join().statusCode()).isEqualTo(204);
        return record;
    }

    private static String text(SourceRecord record) {
        return new String((byte[]) record.value(), UTF_8);
    }

    private static Map<String, Object> headers(SourceRecord record) {
        Map<String, Object> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }
}
