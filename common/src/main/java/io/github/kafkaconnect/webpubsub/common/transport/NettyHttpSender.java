package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP/1.1 over pooled keep-alive connections, one request at a time on each. All connections of a sender live on one event loop, which
 * owns the pool without locks; callers meet it at a queue that is emptied once per wake-up.
 *
 * <p>Failures: {@link java.util.concurrent.TimeoutException} (no complete answer in time), {@link BrokenExchangeException} (closed or
 * reset by the peer), {@link java.net.ConnectException}, {@link java.net.UnknownHostException}, {@link javax.net.ssl.SSLException},
 * {@link java.net.ProtocolException} (the answer is not HTTP), {@link SenderClosedException}, {@link RejectedExecutionException} (too
 * many requests wait). An exchange that is refused, because the sender is closed or full, fails on the caller's thread before {@code
 * send} returns.
 */
public final class NettyHttpSender implements HttpSender {
    private static final long CLOSE_BUDGET_MS = 1_000;

    private final EventLoop loop;
    private final ConnectionPool pool;
    private final Queue<PendingExchange> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final AtomicInteger open = new AtomicInteger();
    private final Runnable ended = open::decrementAndGet;
    private final Runnable drain = this::drain;
    private final int maxOpen;
    private final long requestTimeoutNanos;
    private volatile boolean closed;

    public NettyHttpSender(SenderSettings settings, EventLoops loops) {
        this.loop = loops.next();
        this.pool = new ConnectionPool(settings, loop, loops.lookups());
        this.maxOpen = (int) Math.min(Integer.MAX_VALUE, (long) settings.maxConnections() + settings.maxWaiting());
        this.requestTimeoutNanos = settings.requestTimeout().toNanos();
    }

    @Override
    public void send(HttpRequest request, Exchange exchange) {
        PendingExchange pending =
                new PendingExchange(request, exchange, ended, System.nanoTime() + requestTimeoutNanos);
        int openNow = open.incrementAndGet();
        if (closed) {
            pending.fail(new SenderClosedException());
        } else if (openNow > maxOpen) {
            pending.fail(new RejectedExecutionException("more than " + maxOpen + " requests are open"));
        } else if (loop.inEventLoop() && inbox.isEmpty()) {
            pool.submit(pending);
        } else {
            inbox.add(pending);
            if (drainScheduled.compareAndSet(false, true)) {
                wakeLoop();
            }
        }
    }

    private void wakeLoop() {
        try {
            loop.execute(drain);
        } catch (RejectedExecutionException e) {
            // The event loops are gone, so no other thread empties the queue any more.
            drainScheduled.set(false);
            failInbox();
        }
    }

    private void drain() {
        drainScheduled.set(false);
        drainInbox();
    }

    private void drainInbox() {
        if (closed) {
            failInbox();
            return;
        }
        for (PendingExchange pending = inbox.poll(); pending != null; pending = inbox.poll()) {
            pool.submit(pending);
        }
    }

    private void failInbox() {
        for (PendingExchange pending = inbox.poll(); pending != null; pending = inbox.poll()) {
            pending.fail(new SenderClosedException());
        }
    }

    /** Fails everything open with {@link SenderClosedException}; waits at most 1 s for that. */
    @Override
    public void close() {
        closed = true;
        CountDownLatch done = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                pool.close();
                failInbox();
                done.countDown();
            });
        } catch (RejectedExecutionException e) {
            failInbox();
            return;
        }
        if (!loop.inEventLoop()) {
            awaitBriefly(done);
        }
    }

    private static void awaitBriefly(CountDownLatch done) {
        try {
            done.await(CLOSE_BUDGET_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
