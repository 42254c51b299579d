package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a payload is marked in the frames of subprotocol clients. */
public enum DataType {
    TEXT,
    JSON,
    BINARY,
    PROTOBUF;

    /** The word used in JSON frames. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with that word, or null when there is none. */
    public static @Nullable DataType ofWord(String word) {
        for (DataType type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        return null;
    }
}
