package io.github.kafkaconnect.webpubsub.sink.config;

import java.util.regex.Pattern;

/** Connect's own placeholders, {@code ${provider:key}} and {@code ${provider:path:key}}. */
final class Placeholders {
    /** As in Connect's ConfigTransformer. */
    private static final Pattern PROVIDER = Pattern.compile("\\$\\{([^}]*?):(([^}]*?):)?([^}]*?)\\}");

    private Placeholders() {}

    /** Whether a part of the text still waits for a config provider. */
    static boolean isUnresolved(String text) {
        return PROVIDER.matcher(text).find();
    }
}
