package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettingsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Options from system properties; each that starts with {@code emulator.} has to be one, but for those of {@link ProcessAuthority}.
 */
final class ProcessOptions {
    /** The port of the service team's own emulator; nothing is remembered, because nobody could ask for it. */
    static final EmulatorOptions DEFAULT =
            EmulatorOptions.DEFAULT.withPort(8080).withRecording(EmulatorOptions.Recording.OFF);

    private static final String PREFIX = "emulator.";
    private static final String HUBS = "emulator.hubs";

    /** A bearer token that stands for a Microsoft Entra identity. */
    static final String ENTRA = "emulator.entra.token";

    private ProcessOptions() {}

    /**
     * @throws IllegalArgumentException for an unknown property, or a value that is none
     * @throws UncheckedIOException when the file of hubs cannot be read
     */
    static EmulatorOptions read(Map<String, String> properties) {
        Map<String, String> values = new HashMap<>();
        properties.forEach((property, value) -> {
            if (property.startsWith(PREFIX)
                    && !property.equals(HUBS)
                    && !property.startsWith(ProcessAuthority.PREFIX)) {
                values.put(property.substring(PREFIX.length()), value);
            }
        });
        EmulatorOptions options = TextOptions.with(DEFAULT, values);
        String hubs = properties.getOrDefault(HUBS, "");
        String entra = properties.getOrDefault(ENTRA, "");
        return options.withHubs(hubs.isEmpty() ? Map.of() : hubs(hubs))
                .withRest(entra.isEmpty() ? options.rest() : options.rest().withEntra(entra::equals));
    }

    private static Map<String, HubSettings> hubs(String file) {
        try {
            return HubSettingsJson.parseHubs(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the file of -D" + HUBS + ": " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
