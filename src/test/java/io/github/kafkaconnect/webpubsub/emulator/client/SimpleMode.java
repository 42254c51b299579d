package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.http.Query;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of a simple client mean, by {@code webpubsub_mode}: events, or messages to one group.
 *
 * @param group null for events
 */
record SimpleMode(@Nullable String group, boolean noEcho) {
    static final SimpleMode EVENTS = new SimpleMode(null, false);

    /** Reads the mode, of repeated parameters the last; empty when it is invalid. */
    static Optional<SimpleMode> parse(Query query, GroupRules groups) {
        String mode = query.last("webpubsub_mode");
        if (mode == null || mode.equalsIgnoreCase("sendEvent")) {
            return Optional.of(EVENTS);
        }
        String group = query.last("group");
        String noEcho = query.last("noEcho");
        String echo = noEcho == null ? "false" : noEcho.toLowerCase(Locale.ROOT);
        boolean valid = mode.equalsIgnoreCase("sendToGroup")
                && group != null
                && groups.accepts(group)
                && (echo.equals("true") || echo.equals("false"));
        return valid ? Optional.of(new SimpleMode(group, echo.equals("true"))) : Optional.empty();
    }
}
