package io.github.kafkaconnect.webpubsub.bench.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine in one line, for the head of a report. */
public final class Machine {

    private static final double KIB_PER_GIB = 1_048_576;

    private Machine() {}

    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %s of memory, %s %s, Java %s (%s)",
                field("/proc/cpuinfo", "model name", "processor unknown"),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"));
    }

    private static String memory() {
        String kib = field("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kib.isEmpty()
                ? "an unknown amount"
                : String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(kib) / KIB_PER_GIB);
    }

    private static String field(String file, String name, String otherwise) {
        if (!Files.exists(Path.of(file))) {
            return otherwise;
        }
        return Proc.read(Path.of(file))
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(otherwise);
    }
}
