package io.github.kafkaconnect.webpubsub.bench.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes events as our source does by default: the data as value, the connection as key, the attributes as headers. */
record ToKafka(Producer<byte[], byte[]> producer, String topic) {

    private static final String ATTRIBUTE = "ce-";
    private static final String SIGNATURE = "ce-signature";

    /** @param done gets on the producer's thread whether Kafka has acknowledged the record */
    void write(FullHttpRequest request, Consumer<Boolean> done) {
        List<Header> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey();
            if (name.startsWith(ATTRIBUTE) && !name.equals(SIGNATURE)) {
                headers.add(new RecordHeader(
                        "ce_" + name.substring(ATTRIBUTE.length()),
                        header.getValue().getBytes(UTF_8)));
            }
        }
        String connection = request.headers().get("ce-connectionId", "");
        producer.send(
                new ProducerRecord<>(
                        topic, null, connection.getBytes(UTF_8), ByteBufUtil.getBytes(request.content()), headers),
                (metadata, problem) -> done.accept(problem == null));
    }
}
