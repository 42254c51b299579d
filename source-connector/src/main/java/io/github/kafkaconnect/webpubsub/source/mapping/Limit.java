package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;

/** The largest record that goes to Connect. */
final class Limit {
    private Limit() {}

    /** @throws WebPubSubException EVENT_TOO_LARGE */
    static void check(int bytes, int maxBytes) {
        if (bytes > maxBytes) {
            throw new WebPubSubException(
                    ErrorCode.EVENT_TOO_LARGE,
                    "the record would have " + bytes + " bytes, more than record.max.bytes=" + maxBytes);
        }
    }
}
