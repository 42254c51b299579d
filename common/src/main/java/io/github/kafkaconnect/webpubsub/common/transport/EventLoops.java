package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The I/O threads of one task, shared by its senders and receivers. Threads are daemons, named {@code <owner>-io-<n>}, and run with the
 * class loader of the plugin, so that nothing they load comes from the worker. The owner closes it after everything that uses it.
 */
public final class EventLoops implements AutoCloseable {
    private static final int MAX_WAITING_LOOKUPS = 4096;
    private static final long LOOKUP_THREAD_IDLE_S = 10;
    private static final long CLOSE_BUDGET_MS = 2_000;

    private final EventLoopGroup group;
    private final ThreadPoolExecutor lookups;

    /**
     * @param owner prefix of the thread names, such as {@code webpubsub-chat-0}
     * @param threads number of event loops; one is enough for about 100,000 small requests a second
     */
    public EventLoops(String owner, int threads) {
        this.group = new MultiThreadIoEventLoopGroup(threads, threadFactory(owner + "-io"), NioIoHandler.newFactory());
        // The JDK resolves names with a blocking call, which must not stop an event loop.
        this.lookups = new ThreadPoolExecutor(
                1,
                1,
                LOOKUP_THREAD_IDLE_S,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING_LOOKUPS),
                threadFactory(owner + "-dns"));
        this.lookups.allowCoreThreadTimeOut(true);
    }

    /** One of the I/O threads, for work that never blocks and belongs beside the I/O; with one thread, the thread of all I/O. */
    public ScheduledExecutorService executor() {
        return group.next();
    }

    EventLoop next() {
        return group.next();
    }

    EventLoopGroup group() {
        return group;
    }

    Executor lookups() {
        return lookups;
    }

    /** Ends the threads; waits at most 2 s for them. Idempotent. */
    @Override
    public void close() {
        lookups.shutdownNow();
        group.shutdownGracefully(0, CLOSE_BUDGET_MS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_BUDGET_MS, TimeUnit.MILLISECONDS);
    }

    private static ThreadFactory threadFactory(String prefix) {
        AtomicInteger count = new AtomicInteger();
        ClassLoader pluginLoader = EventLoops.class.getClassLoader();
        return task -> {
            Thread thread = new Thread(task, prefix + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            thread.setContextClassLoader(pluginLoader);
            return thread;
        };
    }
}
