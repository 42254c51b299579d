package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.entra.TokenAuthority;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The emulator as a process: prints one {@code READY} line with its connection string and runs until it is stopped; before that, one
 * {@code ENTRA} line when it has a token authority.
 *
 * <p>System properties, all optional: {@code emulator.hubs}, the path of a file that maps hub names to the
 * {@code properties} object of the management API, {@code emulator.entra.token}, a bearer token that stands for a
 * Microsoft Entra identity, those of {@link ProcessAuthority}, and every option of {@link EmulatorOptions} as EMULATOR.md lists them.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        Emulator emulator;
        try {
            Map<String, String> properties = properties();
            Optional<ProcessAuthority> authority = ProcessAuthority.read(properties);
            emulator = start(ProcessOptions.read(properties), authority);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            System.err.println("The emulator cannot start: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(emulator::close, "emulator-stop"));
        System.out.println("READY " + emulator.connectionString());
        new CountDownLatch(1).await();
    }

    private static Emulator start(EmulatorOptions options, Optional<ProcessAuthority> authority) {
        Emulator emulator = Emulator.start(options);
        authority.ifPresent(settings -> start(settings, emulator));
        return emulator;
    }

    private static void start(ProcessAuthority settings, Emulator emulator) {
        TokenAuthority authority = settings.start(emulator);
        Runtime.getRuntime().addShutdownHook(new Thread(authority::close, "authority-stop"));
        System.out.println(ProcessAuthority.line(authority));
    }

    private static Map<String, String> properties() {
        return System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), name -> System.getProperty(name, "")));
    }
}
