package io.github.kafkaconnect.webpubsub.source.reply;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way to write replies. */
interface ReplyForm {
    String CORRELATION_ID = "webpubsub-correlation-id";

    /**
     * @param key of the record, as text; null when it has none
     * @param headers by lower-case name, as text
     * @param value null for a record without value
     * @throws IllegalArgumentException when not even the correlation id can be found for a reason that is no lack of it
     */
    Reply read(@Nullable String key, Map<String, String> headers, byte @Nullable [] value);
}
