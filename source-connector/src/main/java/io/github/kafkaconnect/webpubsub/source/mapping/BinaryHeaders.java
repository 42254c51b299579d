package io.github.kafkaconnect.webpubsub.source.mapping;

import java.util.Map;

/**
 * The attributes of an event as headers, in the binary mode of the CloudEvents binding for Kafka: the same as the CloudEvents library
 * writes, without its way through bytes, which costs more than all else that is done for a record. Safe for many threads.
 */
final class BinaryHeaders {
    private static final String PREFIX = "ce_";

    private final EventTimes times;

    /** @param times have read the event's time before */
    BinaryHeaders(EventTimes times) {
        this.times = times;
    }

    /** @param attributes of an event that is a CloudEvent but for names that CloudEvents does not allow */
    void add(Map<String, String> attributes, HeaderList headers) {
        attributes.forEach((name, value) -> {
            switch (name) {
                case "datacontenttype" -> headers.add("content-type", value);
                case "time" -> headers.add("ce_time", times.written(value));
                default -> headers.add(PREFIX + name, value);
            }
        });
    }
}
