package io.github.kafkaconnect.webpubsub.sink.config;

/** What a record's value becomes on its way to clients. */
public enum PayloadFormat {
    /** String to text, bytes to binary, everything else to JSON. */
    AUTO,
    /** Text always; bytes must be UTF-8. */
    TEXT,
    /** JSON always; a String or bytes must hold one JSON text and travel as they are. */
    JSON,
    /** Bytes always. */
    BINARY
}
