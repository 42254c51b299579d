package io.github.kafkaconnect.webpubsub.emulator.filter;

import java.util.Locale;

/** The types of the filter language. */
enum ValueType {
    STRING,
    INT,
    BOOL,
    COLLECTION,
    NULL;

    /** The name in error messages. */
    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
