package io.github.kafkaconnect.webpubsub.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells about processes and the machine under {@code /proc}; elsewhere everything is NaN. */
public final class Proc {

    /** {@code USER_HZ}, which is 100 on every usual build of Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int STEAL = 8;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final double KIB_PER_MIB = 1_024;
    private static final long USUAL_OPEN_FILES = 4_096;

    private Proc() {}

    /** CPU seconds that a process has used, its own and the kernel's for it. */
    public static double cpuSeconds(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return Double.NaN;
        }
        String text = read(stat);
        // The name of the program stands in brackets and may hold blanks.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    /** The most memory that a process has had resident at any time, in MiB. */
    public static double peakResidentMib(long pid) {
        return memoryMib(pid, "VmHWM:");
    }

    /** The memory that a process has resident now, in MiB. */
    public static double residentMib(long pid) {
        return memoryMib(pid, "VmRSS:");
    }

    private static double memoryMib(long pid, String field) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return read(status)
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** How many files and sockets a process of this user may have open; a usual number where it is not told. */
    public static long mostOpenFiles() {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return USUAL_OPEN_FILES;
        }
        return read(limits)
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" {2,}", -1)[2])
                .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                .findFirst()
                .orElse(USUAL_OPEN_FILES);
    }

    /** CPU seconds that all processors together were busy since the machine started, stolen time not among them. */
    public static double machineBusySeconds() {
        long busy = 0;
        String[] fields = machine();
        for (int i = 1; i < Math.min(fields.length, STEAL); i++) {
            busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(fields[i]);
        }
        return fields.length == 0 ? Double.NaN : busy / TICKS_PER_SECOND;
    }

    /** CPU seconds that a hypervisor gave to others. */
    public static double machineStolenSeconds() {
        String[] fields = machine();
        return fields.length <= STEAL ? Double.NaN : Long.parseLong(fields[STEAL]) / TICKS_PER_SECOND;
    }

    private static String[] machine() {
        Path stat = Path.of("/proc/stat");
        return Files.exists(stat) ? read(stat).lines().findFirst().orElse("").split(" +", -1) : new String[0];
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
