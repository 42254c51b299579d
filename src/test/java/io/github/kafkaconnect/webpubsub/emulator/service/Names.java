package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.regex.Pattern;

/** Which names of hubs and events the service accepts. */
public final class Names {
    private static final Pattern HUB = Pattern.compile("[A-Za-z][A-Za-z0-9_`,.\\[\\]]{0,127}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,127}");

    private Names() {}

    public static boolean isHub(String name) {
        return HUB.matcher(name).matches();
    }

    public static boolean isEvent(String name) {
        return EVENT.matcher(name).matches();
    }
}
