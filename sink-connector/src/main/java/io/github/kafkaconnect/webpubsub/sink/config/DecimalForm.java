package io.github.kafkaconnect.webpubsub.sink.config;

/** How a Decimal is written in JSON. */
public enum DecimalForm {
    /** Exact digits; a JavaScript reader rounds them to a double. */
    NUMBER,
    /** Exact digits in quotes. */
    STRING
}
