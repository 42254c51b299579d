package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.Unkindness;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettingsJson;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.LateConnected;
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
 * <p>System properties, all optional:
 *
 * <ul>
 *   <li>{@code emulator.port}: 8080; 0 for any free one.
 *   <li>{@code emulator.accesskey}, {@code emulator.accesskey2}: by default those of the service team's own emulator.
 *   <li>{@code emulator.hubs}: path of a file that maps hub names to the {@code properties} object of the management API.
 *   <li>{@code emulator.seed} (1), {@code emulator.delay.ms} (0: largest random delay of a send, and of its fan-out),
 *       {@code emulator.idle.ms} (0: never), {@code emulator.close.every} (0: never) and
 *       {@code emulator.connected.late.percent} (0: share of connections whose {@code connected} comes after their first
 *       user event): how unkind it is.
 *   <li>{@code emulator.generatetoken.accesskey}: {@code true} lets access-key tokens call {@code :generateToken}.
 * </ul>
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Emulator emulator;
        try {
            emulator = Emulator.start(options());
        } catch (UncheckedIOException | IllegalArgumentException e) {
            System.err.println("The emulator cannot start: " + e.getMessage());
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
                .withUnkindness(unkindness());
        double late = number("emulator.connected.late.percent", 0) / 100.0;
        EmulatorOptions lateConnected = options.withUpstream(
                options.upstream().withLateConnected(new LateConnected(late, LateConnected.NEVER.atMost())));
        return Boolean.getBoolean("emulator.generatetoken.accesskey")
                ? lateConnected.withRest(options.rest().withKeyGeneratingTokens())
                : lateConnected;
    }

    private static Unkindness unkindness() {
        return new Unkindness(
                number("emulator.seed", 1),
                SendOrder.Delays.upTo(Duration.ofMillis(number("emulator.delay.ms", 0))),
                Duration.ofMillis(number("emulator.idle.ms", 0)),
                number("emulator.close.every", 0));
    }

    private static String text(String property, String otherwise) {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static int number(String property, int otherwise) {
        String value = text(property, Integer.toString(otherwise));
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D" + property + " is not a number of zero or more: " + value, e);
        }
    }

    private static Map<String, HubSettings> hubs(String file) {
        if (file.isEmpty()) {
            return Map.of();
        }
        try {
            return HubSettingsJson.parseHubs(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the file of -Demulator.hubs: " + file, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
