package io.github.kafkaconnect.webpubsub.emulator.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The subprotocols of the service. */
final class Subprotocol {
    static final String JSON = "json.webpubsub.azure.v1";
    static final String RELIABLE_JSON = "json.reliable.webpubsub.azure.v1";
    private static final List<String> UNSUPPORTED =
            List.of("protobuf.webpubsub.azure.v1", "protobuf.reliable.webpubsub.azure.v1");

    private Subprotocol() {}

    static boolean isJson(@Nullable String name) {
        return JSON.equals(name) || RELIABLE_JSON.equals(name);
    }

    /** One of the service's own that this emulator does not speak. */
    static boolean isUnsupported(@Nullable String name) {
        return name != null && UNSUPPORTED.contains(name);
    }

    /** Without a handler's choice: the first of the service's own that the client offered. */
    static @Nullable String firstOf(List<String> offered) {
        return offered.stream()
                .filter(name -> isJson(name) || isUnsupported(name))
                .findFirst()
                .orElse(null);
    }
}
