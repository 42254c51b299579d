package io.github.kafkaconnect.webpubsub.bench.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes answers, each after the same time: a queue in order of arrival, looked at by one thread every quarter of a
 * millisecond. Timers of the event loop would be exact to a millisecond only, and it would spin for the rest. An answer is
 * never early, and {@link #meanDelayMicros} says how late they were. Loop-confined but for the thread, which only wakes
 * the loop.
 */
final class Answers {

    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(250);
    private static final ByteBuf ACCEPTED = encoded("202 Accepted", "");
    private static final ByteBuf TOO_MANY = encoded("429 Too Many Requests", "Retry-After: 1\r\n");
    private static final ByteBuf UNAVAILABLE = encoded("503 Service Unavailable", "");

    private final EventLoop loop;
    private final long delayNanos;
    private final ArrayDeque<Due> waiting = new ArrayDeque<>();
    private volatile boolean busy;
    private volatile boolean closed;
    private long written;
    private long delaySumNanos;

    private record Due(ChannelHandlerContext to, ByteBuf answer, long arrivedNanos) {}

    Answers(EventLoop loop, long delayNanos) {
        this.loop = loop;
        this.delayNanos = delayNanos;
        if (delayNanos > 0) {
            Thread ticks = new Thread(this::tick, "ticks");
            ticks.setDaemon(true);
            ticks.start();
        }
    }

    private void tick() {
        while (!closed) {
            LockSupport.parkNanos(TICK_NANOS);
            if (busy) {
                busy = false;
                loop.execute(this::writeDue);
            }
        }
    }

    /** Ends the thread; what waits is not answered. */
    void close() {
        closed = true;
    }

    /** Without a delay the caller flushes at the end of its read. */
    void answer(ChannelHandlerContext to, int status) {
        ByteBuf answer = (status == 202 ? ACCEPTED : status == 429 ? TOO_MANY : UNAVAILABLE).duplicate();
        if (delayNanos == 0) {
            to.write(answer, to.voidPromise());
            return;
        }
        waiting.addLast(new Due(to, answer, System.nanoTime()));
        busy = true;
    }

    /** Mean time from a request's arrival to its answer, 0 without a delay. */
    long meanDelayMicros() {
        return written == 0 ? 0 : TimeUnit.NANOSECONDS.toMicros(delaySumNanos / written);
    }

    private void writeDue() {
        long now = System.nanoTime();
        for (Due due = waiting.peekFirst();
                due != null && due.arrivedNanos() + delayNanos - now <= 0;
                due = waiting.peekFirst()) {
            waiting.removeFirst();
            due.to().writeAndFlush(due.answer(), due.to().voidPromise());
            written++;
            delaySumNanos += now - due.arrivedNanos();
        }
        if (!waiting.isEmpty()) {
            busy = true;
        }
    }

    private static ByteBuf encoded(String status, String headers) {
        String text = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }
}
