package io.github.kafkaconnect.webpubsub.stack;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints a line for each skipped test and, when JUnit closes it after the last test, how many there were. */
final class SkipTally implements AutoCloseable {

    private final PrintStream out;
    private final AtomicInteger count = new AtomicInteger();

    SkipTally(PrintStream out) {
        this.out = out;
    }

    void skipped(List<String> tests, String reason) {
        tests.forEach(test -> out.println("SKIPPED " + test + ": " + reason));
        count.addAndGet(tests.size());
    }

    @Override
    public void close() {
        out.println("SKIPPED " + count + " tests in all for want of something on this machine"
                + " (-Dtests.require=all makes that a failure)");
    }
}
