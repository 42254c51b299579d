package io.github.kafkaconnect.webpubsub.sink.config;

/** Whether a header that is not a string may be part of a name. */
public enum HeaderTypes {
    /** No: Connect's default header converter has already turned {@code 007} into 7. */
    STRICT,
    /** Yes: the name is written from what the header converter made of it. */
    LENIENT
}
