package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two things a client needs permission for. */
public enum Permission {
    SEND_TO_GROUP("sendToGroup"),
    JOIN_LEAVE_GROUP("joinLeaveGroup");

    private final String word;

    Permission(String word) {
        this.word = word;
    }

    String role() {
        return "webpubsub." + word;
    }

    /** Reads the path value: the word in any case, or its number; null for anything else. */
    public static @Nullable Permission parse(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "sendtogroup", "1" -> SEND_TO_GROUP;
            case "joinleavegroup", "2" -> JOIN_LEAVE_GROUP;
            default -> null;
        };
    }
}
