package io.github.kafkaconnect.webpubsub.stack;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells the person at the terminal what is starting and how long it took. */
final class Progress {

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final long startNanos;

    Progress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Runs the step between a line that names it and a line that says how long it took. */
    <T> T step(String what, Supplier<T> action) {
        long begunNanos = nanoTime.getAsLong();
        say(what + " ...");
        T result = action.get();
        say(what + ": up after " + seconds(nanoTime.getAsLong() - begunNanos));
        return result;
    }

    void say(String line) {
        out.println(String.format(Locale.ROOT, "[%5s] %s", seconds(nanoTime.getAsLong() - startNanos), line));
        out.flush();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1fs", nanos / 1e9);
    }
}
