package io.github.kafkaconnect.webpubsub.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs through the code of an Avro converter, and back. */
class AvroFormTest {
    private static final int EVENTS = 500;

    private final AvroData avro = new AvroData(100);
    private final JsonConverter json = new JsonConverter();

    AvroFormTest() {
        json.configure(Map.of("schemas.enable", "true"), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "text", "json"})
    void anEventComesBackAsItWas(String data) throws IOException {
        EventMapper mapper = Samples.mapper("record.mode", "struct", "record.data", data);
        Random random = new Random(20261127);
        for (int i = 0; i < EVENTS; i++) {
            MappedRecord record = mapper.map("chat", RandomEvents.next(random));
            requireSame(Objects.requireNonNull(record.valueSchema()), Objects.requireNonNull(record.value()));
        }
    }

    @Test
    void whoeverIsOnlineComesBackAsItWas() throws IOException {
        PresenceMapper mapper = PresenceMapperTest.mapper("record.mode", "struct");
        MappedRecord online = PresenceMapperTest.record(mapper, Kind.CONNECTED);
        requireSame(Objects.requireNonNull(online.valueSchema()), Objects.requireNonNull(online.value()));
    }

    private void requireSame(Schema schema, Object value) throws IOException {
        org.apache.avro.Schema written = avro.fromConnectSchema(schema);
        SchemaAndValue back =
                avro.toConnectData(written, decode(written, encode(written, avro.fromConnectData(schema, value))));
        assertThat(text(back.schema(), back.value())).isEqualTo(text(schema, value));
    }

    /** Schema and value. */
    private String text(Schema schema, Object value) {
        return new String(json.fromConnectData("t", schema, value), StandardCharsets.UTF_8);
    }

    private static byte[] encode(org.apache.avro.Schema schema, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Object decode(org.apache.avro.Schema schema, byte[] bytes) throws IOException {
        return new GenericDatumReader<>(schema).read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    }
}
