package io.github.kafkaconnect.webpubsub.emulator.service;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All hubs; a hub exists as soon as it is named, whatever the case of its letters. */
public final class Hubs {
    private final Map<String, Hub> hubsByName = new TreeMap<>();

    public Hub hub(String name) {
        return hubsByName.computeIfAbsent(name.toLowerCase(Locale.ROOT), Hub::new);
    }

    public Collection<Hub> all() {
        return Collections.unmodifiableCollection(hubsByName.values());
    }
}
