package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 server with a limit on everything. One request of a connection is with the handler at a time; pipelined ones wait their
 * turn, so that answers keep the order of requests.
 */
public final class NettyHttpReceiver implements HttpReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(NettyHttpReceiver.class);
    private static final int BACKLOG = 1024;
    private static final long CLOSE_BUDGET_MS = 1_000;

    private final Channel server;
    private final ChannelGroup connections;
    private final @Nullable RenewableTls tls;
    private final Refusals refusals;
    private final int maxConnections;

    private NettyHttpReceiver(Channel server, Connections open) {
        this.server = server;
        this.connections = open.connections;
        this.tls = open.tls;
        this.refusals = open.refusals;
        this.maxConnections = open.settings.maxConnections();
    }

    /**
     * Binds and serves.
     *
     * @throws WebPubSubException {@link ErrorCode#LISTENER_FAILED} when the address cannot be used, {@link ErrorCode#OPTION_INVALID} when
     *     a TLS file cannot
     */
    public static NettyHttpReceiver listen(ReceiverSettings settings, EventLoops loops, Handler handler) {
        ChannelGroup connections = new DefaultChannelGroup("receiver", loops.next(), true);
        TlsOptions options = settings.tls();
        RenewableTls tls = options == null ? null : new RenewableTls(options);
        Connections open = new Connections(settings, tls, connections, handler);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.group())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(open)
                .bind(settings.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new WebPubSubException(
                    ErrorCode.LISTENER_FAILED,
                    "cannot listen on " + settings.address() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new NettyHttpReceiver(bound.channel(), open);
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    @Override
    public Optional<Instant> certificateValidUntil() {
        return tls == null ? Optional.empty() : Optional.of(tls.validUntil());
    }

    @Override
    public ReceiverState state() {
        return new ReceiverState(server.isActive(), connections.size(), maxConnections, refusals.counts());
    }

    /**
     * Reads the TLS files again if they have changed and rest since the last call. What cannot be used is logged once and changes nothing.
     * To be called now and then, not on a transport thread: it reads files.
     */
    public void renewCertificate() {
        if (tls != null) {
            tls.renew();
        }
    }

    /** Waits at most 1 s for the port to be free and as long for its connections; not to be called on a transport thread. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly(CLOSE_BUDGET_MS, TimeUnit.MILLISECONDS);
        awaitSelect();
        connections.close().awaitUninterruptibly(CLOSE_BUDGET_MS, TimeUnit.MILLISECONDS);
    }

    /** The JDK frees the port of a closed channel only when the selector runs the next time; a timer cannot fire before that. */
    private void awaitSelect() {
        try {
            server.eventLoop()
                    .schedule(() -> {}, 1, TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly(CLOSE_BUDGET_MS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The event loops have ended, and with their selectors every port is free.
            LOG.debug("Closed after its event loops", e);
        }
    }

    private static final class Connections extends ChannelInitializer<Channel> {
        private final ReceiverSettings settings;
        private final @Nullable RenewableTls tls;
        private final ChannelGroup connections;
        private final Handler handler;
        private final Refusals refusals = new Refusals(System::nanoTime);
        private final BodyRoom room;

        Connections(ReceiverSettings settings, @Nullable RenewableTls tls, ChannelGroup connections, Handler handler) {
            this.settings = settings;
            this.tls = tls;
            this.connections = connections;
            this.handler = handler;
            this.room = new BodyRoom(settings.maxBodiesBytes());
        }

        @Override
        protected void initChannel(Channel channel) {
            if (connections.size() >= settings.maxConnections()) {
                refusals.note(
                        TurnedAway.CONNECTION, "connections over the limit of " + settings.maxConnections(), channel);
                channel.close();
                return;
            }
            connections.add(channel);
            if (tls != null) {
                channel.pipeline().addLast(tls.context().newHandler(channel.alloc()));
            }
            HttpDecoderConfig limits = new HttpDecoderConfig()
                    .setMaxInitialLineLength(settings.maxHeaderBytes())
                    .setMaxHeaderSize(settings.maxHeaderBytes())
                    // Netty's own defaults, which a system property of the worker could loosen: lines end with CRLF,
                    // and a
                    // length beside a transfer coding is refused.
                    .setStrictLineParsing(true)
                    .setUseRfc9112TransferEncoding(true);
            ReceiverConnection connection = new ReceiverConnection(settings, handler, refusals, room);
            channel.pipeline().addLast(connection.clock(), new HttpServerCodec(limits), connection);
        }
    }
}
