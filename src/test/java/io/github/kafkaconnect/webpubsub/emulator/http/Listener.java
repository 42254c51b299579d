package io.github.kafkaconnect.webpubsub.emulator.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Listens on both loopback addresses (IPv6 only where there is one), all sockets on one event loop. */
public final class Listener implements AutoCloseable {
    private static final int REQUEST_BYTES_MAX = 8 * 1024 * 1024;
    private static final int LINE_BYTES_MAX = 64 * 1024;

    private final Parts parts;
    private final ChannelGroup sockets;
    private final ChannelGroup servers;
    private final int port;

    /** What the sockets share. Loop-confined apart from the counters. */
    record Parts(HttpService service, WebSocketGateway gateway, Traffic traffic, Statuses statuses, int[] answers) {
        boolean closeNow() {
            return traffic.closeEvery() > 0 && ++answers[0] % traffic.closeEvery() == 0;
        }
    }

    /** @throws UncheckedIOException when the port is busy */
    public Listener(EventLoop loop, int port, HttpService service, WebSocketGateway gateway, Traffic traffic) {
        this.parts = new Parts(service, gateway, traffic, new Statuses(), new int[1]);
        this.sockets = new DefaultChannelGroup(loop);
        this.servers = new DefaultChannelGroup(loop);
        ServerBootstrap bootstrap = bootstrap(loop);
        Channel main = bind(bootstrap, "127.0.0.1", port);
        this.port = ((InetSocketAddress) main.localAddress()).getPort();
        try {
            bind(bootstrap, "::1", this.port);
        } catch (UncheckedIOException noIpv6) {
            return; // Clients that resolve localhost to ::1 fall back to 127.0.0.1.
        }
    }

    private ServerBootstrap bootstrap(EventLoop loop) {
        return new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        sockets.add(channel);
                        populate(channel);
                    }
                });
    }

    private void populate(SocketChannel channel) {
        channel.pipeline().addLast(new FlushConsolidationHandler(256, true));
        long idleNanos = parts.traffic().idleTimeout().toNanos();
        if (idleNanos > 0) {
            channel.pipeline().addLast(new IdleStateHandler(0, 0, idleNanos, TimeUnit.NANOSECONDS));
        }
        channel.pipeline()
                .addLast(new HttpServerCodec(LINE_BYTES_MAX, LINE_BYTES_MAX, LINE_BYTES_MAX))
                .addLast(new HttpObjectAggregator(REQUEST_BYTES_MAX))
                .addLast(new HttpHandler(parts));
    }

    private Channel bind(ServerBootstrap bootstrap, String host, int wanted) {
        try {
            Channel channel = bootstrap
                    .bind(new InetSocketAddress(InetAddress.getByName(host), wanted))
                    .syncUninterruptibly()
                    .channel();
            servers.add(channel);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen on " + host + ":" + wanted
                            + "; choose another port (-Demulator.port=, 0 for any free one)",
                    e);
        } catch (Exception e) {
            // Netty throws the checked cause of a failed bind without declaring it.
            throw new UncheckedIOException(
                    "Cannot listen on " + host + ":" + wanted
                            + "; choose another port (-Demulator.port=, 0 for any free one)",
                    new IOException(e));
        }
    }

    public int port() {
        return port;
    }

    public Statuses statuses() {
        return parts.statuses();
    }

    /** Closes every accepted socket at once. */
    public void cutSockets() {
        sockets.close();
    }

    @Override
    public void close() {
        servers.close().syncUninterruptibly();
        sockets.close().syncUninterruptibly();
    }
}
