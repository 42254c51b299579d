package io.github.kafkaconnect.webpubsub.emulator.upstream;

import org.jspecify.annotations.Nullable;

/** The kinds of upstream events. */
public enum EventKind {
    CONNECT("connect"),
    CONNECTED("connected"),
    DISCONNECTED("disconnected"),
    USER(null);

    private final @Nullable String systemName;

    EventKind(@Nullable String systemName) {
        this.systemName = systemName;
    }

    /** The {@code ce-type} of an event of this kind. */
    String type(String eventName) {
        return (systemName == null ? "azure.webpubsub.user." : "azure.webpubsub.sys.") + eventName;
    }

    /** The name of a system event. */
    String systemName() {
        if (systemName == null) {
            throw new IllegalStateException("user events have names of their own");
        }
        return systemName;
    }
}
