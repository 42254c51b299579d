package io.github.kafkaconnect.webpubsub.source.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Netty follows every buffer from here on, and its reports, which go to the log on standard error, are listened to. A buffer is reported
 * when it was collected without having been released and another one is made after that.
 */
final class LeakWatch implements AutoCloseable {
    private static final String REPORT = "LEAK:";
    private static final int ROUNDS = 20;
    private static final long ROUND_MS = 50;

    private final PrintStream console = System.err;
    private final ResourceLeakDetector.Level former = ResourceLeakDetector.getLevel();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    LeakWatch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        System.setErr(new PrintStream(heard, true, UTF_8));
    }

    /** The log since the last call from its first report on, or null. */
    @Nullable
    String report() throws InterruptedException {
        for (int i = 0; i < ROUNDS && !heard.toString(UTF_8).contains(REPORT); i++) {
            System.gc();
            Thread.sleep(ROUND_MS);
            ByteBufAllocator.DEFAULT.buffer().release();
        }
        String log = heard.toString(UTF_8);
        heard.reset();
        int at = log.indexOf(REPORT);
        return at < 0 ? null : log.substring(at);
    }

    /** Loses a buffer on purpose. */
    static void leak() {
        ByteBufAllocator.DEFAULT.buffer().writeByte(1);
    }

    @Override
    public void close() {
        System.setErr(console);
        ResourceLeakDetector.setLevel(former);
    }
}
