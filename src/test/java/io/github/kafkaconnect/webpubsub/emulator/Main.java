package io.github.kafkaconnect.webpubsub.emulator;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The emulator as a process: prints one {@code READY} line with its connection string and runs until it is stopped.
 *
 * <p>System properties, all optional: {@code emulator.hubs}, the path of a file that maps hub names to the
 * {@code properties} object of the management API, {@code emulator.entra.token}, a bearer token that stands for a
 * Microsoft Entra identity, and every option of {@link EmulatorOptions} as README.md lists them.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Emulator emulator;
        try {
            emulator = Emulator.start(ProcessOptions.read(properties()));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            System.err.println("The emulator cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "emulator-stop"));
        System.out.println("READY " + emulator.connectionString());
        new CountDownLatch(1).await();
    }

    private static Map<String, String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), name -> System.getProperty(name, "")));
    }
}
