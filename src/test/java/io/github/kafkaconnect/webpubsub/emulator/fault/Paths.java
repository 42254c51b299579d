package io.github.kafkaconnect.webpubsub.emulator.fault;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the hub in a path. */
final class Paths {
    private static final String MARK = "/hubs/";

    private Paths() {}

    static @Nullable String hubOf(String path) {
        int mark = path.indexOf(MARK);
        if (mark < 0) {
            return null;
        }
        int start = mark + MARK.length();
        int end = path.indexOf('/', start);
        return path.substring(start, end < 0 ? path.length() : end).toLowerCase(Locale.ROOT);
    }
}
