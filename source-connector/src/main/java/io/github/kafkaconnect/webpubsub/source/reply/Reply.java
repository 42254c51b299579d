package io.github.kafkaconnect.webpubsub.source.reply;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;

/**
 * A reply as it was read.
 *
 * @param correlationId empty when it has none
 * @param content understood only when its event is known
 */
record Reply(String correlationId, Content content) {
    /** What a reply says. */
    interface Content {
        /** @throws IllegalArgumentException with what is wrong, never a value */
        UpstreamReply of(UpstreamEvent.Kind kind);
    }
}
