package io.github.kafkaconnect.webpubsub.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEventParser;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.Mapped;
import io.github.kafkaconnect.webpubsub.sink.mapping.RecordMapper;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.mapping.EventMapper;
import io.github.kafkaconnect.webpubsub.source.mapping.MappedRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the source writes, the sink reads as CloudEvents, in both modes. */
class CloudEventsRoundTripTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "binary     | text/plain               | hi ü",
                "structured | text/plain               | hi ü",
                "binary     | application/json         | {\"a\":1.5}",
                "structured | application/json         | {\"a\":1.5}",
                "binary     | application/octet-stream | bytes",
                "structured | application/octet-stream | bytes",
            })
    void whatAClientSaidReachesAnotherClientUnchanged(String mode, String contentType, String data) {
        MappedRecord written = writer(mode)
                .map(
                        "chat",
                        new UpstreamEventParser(UpstreamEventParser.Credentials.DROP)
                                .parse(headers(contentType), data.getBytes(UTF_8)));

        Mapped mapped = mapper().map(read(written));

        assertThat(mapped).isInstanceOf(Mapped.Send.class);
        Operation.Send send = (Operation.Send) ((Mapped.Send) mapped).operation();
        assertThat(send.target()).hasToString("chat/group/ada-room%201");
        assertThat(send.payload().contentType()).isEqualTo(contentType);
        assertThat(new String(send.payload().bytes(), UTF_8)).isEqualTo(data);
    }

    private static SinkRecord read(MappedRecord written) {
        return new SinkRecord(
                written.topic(),
                0,
                null,
                written.key(),
                null,
                written.value(),
                0,
                0L,
                TimestampType.CREATE_TIME,
                written.headers());
    }

    private static RecordMapper mapper() {
        Map<String, String> properties = Map.of(
                "webpubsub.hub", "chat",
                "webpubsub.target", "group",
                "webpubsub.target.name", "${ce.userid}-${ce.eventname}",
                "payload.cloudevents", "true");
        return new RecordMapper(RecordMapper.Options.from(SinkOptions.SPEC.parse(properties), properties));
    }

    private static EventMapper writer(String mode) {
        Map<String, String> properties = Map.of(
                "webpubsub.hub", "chat",
                "webpubsub.endpoint", "https://contoso.webpubsub.azure.com",
                "upstream.trust", "none",
                "record.mode", mode);
        return new EventMapper(SourceConfig.parse(properties).records(), System::currentTimeMillis);
    }

    private static List<Map.Entry<String, String>> headers(String contentType) {
        return List.of(
                Map.entry("ce-specversion", "1.0"),
                Map.entry("ce-type", "azure.webpubsub.user.room%201"),
                Map.entry("ce-source", "/hubs/chat/client/c1"),
                Map.entry("ce-id", "1"),
                Map.entry("ce-time", "2026-03-04T05:06:07Z"),
                Map.entry("ce-hub", "chat"),
                Map.entry("ce-connectionid", "c1"),
                Map.entry("ce-userid", "ada"),
                Map.entry("ce-eventname", "room%201"),
                Map.entry("content-type", contentType));
    }
}
