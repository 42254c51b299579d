package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettingsJson;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The emulator as a process: prints one {@code READY} line with its connection string and runs until it is stopped.
 *
 * <p>System properties: {@code emulator.port} (8080, 0 for any free one), {@code emulator.accesskey} and
 * {@code emulator.accesskey2} (those of the service team's own emulator), {@code emulator.hubs} (path of a file that maps
 * hub names to the {@code properties} object of the management API), {@code emulator.delay.ms} (0: largest random delay of
 * a send), {@code emulator.generatetoken.accesskey} (false: whether access-key tokens may call {@code :generateToken}).
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Emulator emulator;
        try {
            emulator = Emulator.start(options());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            System.err.println(
                    "The emulator cannot start: " + e.getMessage()
                            + " (port: -Demulator.port, hubs: -Demulator.hubs, keys: -Demulator.accesskey, -Demulator.accesskey2)");
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "emulator-stop"));
        System.out.println("READY " + emulator.connectionString());
        new CountDownLatch(1).await();
    }

    private static EmulatorOptions options() {
        EmulatorOptions.Keys keys = EmulatorOptions.WELL_KNOWN_KEYS;
        EmulatorOptions options = EmulatorOptions.DEFAULT
                .withPort(number("emulator.port", 8080))
                .withKeys(text("emulator.accesskey", keys.primary()), text("emulator.accesskey2", keys.secondary()))
                .withHubs(hubs(text("emulator.hubs", "")))
                .withRecording(EmulatorOptions.Recording.OFF)
                .withUnkindness(EmulatorOptions.Unkindness.NONE.withSendDelays(
                        SendOrder.Delays.upTo(Duration.ofMillis(number("emulator.delay.ms", 0)))));
        return Boolean.getBoolean("emulator.generatetoken.accesskey")
                ? options.withRest(options.rest().withKeyGeneratingTokens())
                : options;
    }

    private static String text(String property, String otherwise) {
        String value = System.getProperty(property, "");
        return value.isEmpty() || value.startsWith("${") ? otherwise : value;
    }

    private static int number(String property, int otherwise) {
        String value = text(property, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(property + " is not a number: " + value, e);
        }
    }

    private static Map<String, HubSettings> hubs(String file) {
        if (file.isEmpty()) {
            return Map.of();
        }
        try {
            return HubSettingsJson.parseHubs(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
