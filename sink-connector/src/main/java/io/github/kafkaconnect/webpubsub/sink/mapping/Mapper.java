package io.github.kafkaconnect.webpubsub.sink.mapping;

import org.apache.kafka.connect.sink.SinkRecord;

/** Decides what one record asks of the service. */
@FunctionalInterface
public interface Mapper {
    /** Never throws for a record's fault. */
    Mapped map(SinkRecord record);
}
