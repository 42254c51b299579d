package io.github.kafkaconnect.webpubsub.emulator.entra;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The applications of the tenant by client id. For use by any thread. */
final class Applications {
    private final Map<String, Application> byClientId = new ConcurrentHashMap<>();

    /** Adds an application, or replaces the one with its client id. */
    void register(Application application) {
        byClientId.put(application.clientId(), application);
    }

    @Nullable
    Application find(String clientId) {
        return byClientId.get(clientId);
    }
}
