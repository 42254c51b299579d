package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.regex.Pattern;

/** Which names the service accepts. */
public final class Names {
    /** Longest group name, in UTF-16 code units. */
    public static final int GROUP_CHARS_MAX = 1024;

    private static final Pattern HUB = Pattern.compile("[A-Za-z][A-Za-z0-9_`,.\\[\\]]{0,127}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,127}");

    private Names() {}

    public static boolean isHub(String name) {
        return HUB.matcher(name).matches();
    }

    public static boolean isEvent(String name) {
        return EVENT.matcher(name).matches();
    }

    /** 1 to 1024 characters, not only whitespace, on one line. */
    public static boolean isGroup(String name) {
        return !name.isBlank() && name.length() <= GROUP_CHARS_MAX && name.indexOf('\n') < 0;
    }
}
