package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one sender and the requests that wait for one. Confined to one event loop. Either no request waits or no connection
 * is idle. The connection used last is used next, so that what is not needed grows old and is closed. One sweep for all replaces timers
 * for each request and connection; limits in time are therefore exact to the sweep's interval.
 */
final class ConnectionPool {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
    private static final long MAX_SWEEP_MS = 100;
    private static final int SWEEPS_PER_TIMEOUT = 10;

    private final SenderSettings settings;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final @Nullable SslContext tls;
    private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>();
    private final Set<PooledConnection> connections = new LinkedHashSet<>();
    private final ArrayDeque<PendingExchange> waiting = new ArrayDeque<>();
    private final Set<Channel> opening = new HashSet<>();
    private boolean closed;
    private boolean failing;
    private @Nullable Future<?> sweep;

    ConnectionPool(SenderSettings settings, EventLoop loop, Executor lookups) {
        this(settings, loop, lookups, NioSocketChannel::new);
    }

    ConnectionPool(SenderSettings settings, EventLoop loop, Executor lookups, ChannelFactory<Channel> channels) {
        this.settings = settings;
        this.loop = loop;
        TlsOptions options = settings.tls();
        this.tls = options == null ? null : TlsContexts.forSender(options);
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channelFactory(channels)
                .resolver(new OffLoopResolver(lookups))
                .remoteAddress(firstHop(settings))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(settings));
    }

    void submit(PendingExchange pending) {
        if (closed) {
            pending.fail(new SenderClosedException());
            return;
        }
        startSweeping();
        PooledConnection connection = idle.pollLast();
        while (connection != null && !connection.isUsable(System.nanoTime())) {
            connection.close();
            connection = idle.pollLast();
        }
        if (connection != null) {
            connection.start(pending);
        } else {
            waiting.add(pending);
            grow();
        }
    }

    /** Takes a connection back after a complete answer. */
    void release(PooledConnection connection) {
        PendingExchange next = waiting.poll();
        if (next == null) {
            idle.addLast(connection);
        } else {
            connection.start(next);
        }
    }

    /** A connection is gone, for whatever reason. */
    void forget(PooledConnection connection) {
        if (connections.remove(connection)) {
            idle.remove(connection);
            grow();
        }
    }

    void close() {
        closed = true;
        if (sweep != null) {
            sweep.cancel(false);
        }
        for (PendingExchange pending = waiting.poll(); pending != null; pending = waiting.poll()) {
            pending.fail(new SenderClosedException());
        }
        for (PooledConnection connection : List.copyOf(connections)) {
            connection.fail(new SenderClosedException());
        }
        // What could not even be made is not open, and cannot be closed.
        opening.stream().filter(Channel::isOpen).toList().forEach(Channel::close);
    }

    private void grow() {
        while (!closed
                && opening.size() < waiting.size()
                && opening.size() + connections.size() < settings.maxConnections()) {
            connect();
        }
    }

    private void connect() {
        PooledConnection connection = new PooledConnection(this, settings);
        Bootstrap attempt = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                ProxyAddress proxy = settings.proxy();
                if (proxy != null) {
                    channel.pipeline().addLast(new Detour(settings, proxy));
                }
                if (tls != null) {
                    SslHandler handler = tls.newHandler(channel.alloc(), settings.bareHost(), settings.port());
                    handler.setHandshakeTimeoutMillis(settings.connectTimeout().toMillis());
                    channel.pipeline().addLast(handler);
                }
                channel.pipeline().addLast(connection.decoder(), connection);
            }
        });
        ChannelFuture connect = attempt.connect();
        opening.add(connect.channel());
        connect.addListener(connected -> onLoop(() -> {
            if (connected.cause() != null) {
                connectFailed(connect.channel(), reason(connected.cause()));
            } else {
                tunnelled(connection);
            }
        }));
    }

    /** Netty tells on a thread of its own of a channel that it could not even make, such as without a free file descriptor. */
    private void onLoop(Runnable told) {
        if (loop.inEventLoop()) {
            told.run();
            return;
        }
        try {
            loop.execute(told);
        } catch (RejectedExecutionException gone) {
            // No loop, no pool any more: close() has failed what waited.
        }
    }

    /** Netty wraps what kept it from making a channel; it is an outage like any other that keeps a connection from being made. */
    private static Throwable reason(Throwable cause) {
        return cause instanceof ChannelException && cause.getCause() instanceof IOException broken ? broken : cause;
    }

    private void tunnelled(PooledConnection connection) {
        HttpProxyHandler tunnel = connection.channel().pipeline().get(HttpProxyHandler.class);
        if (tunnel == null) {
            secured(connection);
            return;
        }
        tunnel.connectFuture().addListener(through -> {
            if (through.cause() != null) {
                connectFailed(connection.channel(), through.cause());
                connection.close();
            } else {
                secured(connection);
            }
        });
    }

    private void secured(PooledConnection connection) {
        SslHandler handler = connection.channel().pipeline().get(SslHandler.class);
        if (handler == null) {
            connected(connection);
            return;
        }
        handler.handshakeFuture().addListener(shaken -> {
            if (shaken.cause() != null) {
                connectFailed(connection.channel(), shaken.cause());
                connection.close();
            } else {
                connected(connection);
            }
        });
    }

    private void connected(PooledConnection connection) {
        opening.remove(connection.channel());
        if (failing) {
            failing = false;
            LOG.info("Connected again host={} port={}", settings.host(), settings.port());
        }
        if (closed || !connection.channel().isActive()) {
            connection.close();
            grow();
            return;
        }
        connections.add(connection);
        release(connection);
    }

    /** Every connect is made for a waiting request, so one request bears the failure. */
    private void connectFailed(Channel channel, Throwable cause) {
        opening.remove(channel);
        if (!failing && !closed) {
            failing = true;
            LOG.warn("Cannot connect host={} port={} cause={}", settings.host(), settings.port(), cause.toString());
        }
        PendingExchange pending = waiting.poll();
        if (pending != null) {
            pending.fail(cause);
        }
        grow();
    }

    private void startSweeping() {
        if (sweep == null) {
            long everyMs =
                    Math.max(1, Math.min(MAX_SWEEP_MS, settings.requestTimeout().toMillis() / SWEEPS_PER_TIMEOUT));
            sweep = loop.scheduleWithFixedDelay(this::sweep, everyMs, everyMs, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        long nowNanos = System.nanoTime();
        for (PendingExchange first = waiting.peek(); first != null && first.isLate(nowNanos); first = waiting.peek()) {
            waiting.remove();
            first.fail(new TimeoutException(
                    "no connection was free within " + settings.requestTimeout().toMillis() + " ms; nothing was sent"));
        }
        for (PooledConnection connection : List.copyOf(connections)) {
            connection.sweep(nowNanos);
        }
    }

    private static InetSocketAddress firstHop(SenderSettings settings) {
        ProxyAddress proxy = settings.proxy();
        return proxy == null
                ? InetSocketAddress.createUnresolved(settings.bareHost(), settings.port())
                : InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
    }

    private static int millis(SenderSettings settings) {
        return (int) Math.min(
                Integer.MAX_VALUE, Math.max(1, settings.connectTimeout().toMillis()));
    }
}
