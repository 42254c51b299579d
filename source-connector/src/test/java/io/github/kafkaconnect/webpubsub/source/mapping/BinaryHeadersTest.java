package io.github.kafkaconnect.webpubsub.source.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.source.config.Written;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the CloudEvents library. */
class BinaryHeadersTest {
    private final EventTimes times = new EventTimes();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-04T05:06:07Z",
                "2026-03-04T05:06:07.000Z",
                "2026-03-04T05:06:07.12Z",
                "2026-03-04T05:06:07.123456789Z",
                "2026-03-04T05:06Z",
                "2026-03-04T05:06:07+00:00",
                "2026-03-04T05:06:07+05:30",
                "0000-01-01T00:00:00Z"
            })
    void writesTimesAsTheLibraryDoes(String time) {
        requireSame(Samples.event(Kind.MESSAGE, "x", "time", time));
    }

    @Test
    void writesAttributesAsTheLibraryDoes() {
        requireSame(Samples.event(
                Kind.CONNECTED,
                "",
                "source",
                "/hubs/chat/client/%C3%A9",
                "subject",
                "s",
                "dataschema",
                "https://example.org/schema?a=b#c",
                "userid",
                "\u00e9\u20ac\ud83d\ude00",
                "connectionstate",
                "e30=",
                "empty",
                ""));
        requireSame(Samples.event(Kind.MESSAGE, "{}", "datacontenttype", "application/json; charset=utf-8"));
    }

    private void requireSame(UpstreamEvent event) {
        Map<String, String> strays = new HashMap<>();
        CloudEvent cloudEvent = CloudEventForm.of(CheckedEvent.of(event, times, event.data()), strays);
        ProducerRecord<Void, byte[]> written =
                KafkaMessageFactory.createWriter("any").writeBinary(cloudEvent);
        Map<String, Object> expected = new LinkedHashMap<>();
        written.headers().forEach(header -> expected.put(header.key(), new String(header.value(), UTF_8)));

        HeaderList headers = new HeaderList(Written.AS_IS);
        new BinaryHeaders(times).add(event.attributes(), headers);
        Map<String, Object> ours = new LinkedHashMap<>();
        headers.headers().forEach(header -> ours.put(header.key(), header.value()));

        assertThat(strays).isEmpty();
        assertThat(ours).isEqualTo(expected);
        assertThat(written.value()).isEqualTo(event.data());
    }
}
