package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.source.config.Written;
import org.apache.kafka.connect.header.ConnectHeaders;

/** A record's headers and what they weigh. */
final class HeaderList {
    /** More than what Kafka's record format adds to a header. */
    private static final int OVERHEAD_BYTES = 10;

    private final ConnectHeaders headers = new ConnectHeaders();
    private final Written written;
    private int bytes;

    HeaderList(Written written) {
        this.written = written;
    }

    void add(String name, String value) {
        headers.addString(name, value);
        bytes += Weight.utf8(name) + Weight.text(written, value) + OVERHEAD_BYTES;
    }

    ConnectHeaders headers() {
        return headers;
    }

    int bytes() {
        return bytes;
    }
}
