package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * HTTP/1.1 to the handlers, over keep-alive connections. Confined to one event loop: every method is called there and
 * every answer is given there.
 */
final class HandlerHttp {
    private final EventLoop loop;
    private final UpstreamBehaviour behaviour;
    private final Map<String, HandlerPool> poolsByAuthority = new HashMap<>();
    private boolean closed;

    HandlerHttp(EventLoop loop, UpstreamBehaviour behaviour) {
        this.loop = loop;
        this.behaviour = behaviour;
    }

    /**
     * Sends a request.
     *
     * @param done gets the answer exactly once, unless the request was cancelled before
     * @return cancels the request; does nothing once it is answered
     */
    Runnable send(HandlerRequest request, Consumer<HandlerAnswer> done) {
        HandlerCall call = new HandlerCall(request, done);
        if (closed) {
            call.end(new HandlerAnswer.GivenUp("the upstream was closed"));
        } else {
            pool(request.url()).submit(call);
        }
        return call::cancel;
    }

    void close() {
        closed = true;
        poolsByAuthority.values().forEach(HandlerPool::close);
    }

    private HandlerPool pool(URI url) {
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        return poolsByAuthority.computeIfAbsent(
                (tls ? "https://" : "http://") + url.getHost() + ":" + port,
                authority -> new HandlerPool(bootstrap(url.getHost(), port, tls), behaviour.connections()));
    }

    private Bootstrap bootstrap(String urlHost, int port, boolean tls) {
        String host = urlHost.startsWith("[") ? urlHost.substring(1, urlHost.length() - 1) : urlHost;
        SslContext context = tls ? tls() : null;
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .remoteAddress(host, port)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ChannelPipeline pipeline = channel.pipeline();
                        if (context != null) {
                            pipeline.addLast(context.newHandler(channel.alloc(), host, port));
                        }
                        long idleMs = behaviour.connections().idleTimeout().toMillis();
                        pipeline.addLast(
                                new IdleStateHandler(0, 0, idleMs, TimeUnit.MILLISECONDS),
                                new HttpClientCodec(),
                                new HttpObjectAggregator(behaviour.answers().maxBytes()),
                                new HandlerConnection());
                    }
                });
    }

    private SslContext tls() {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (behaviour.connections().trustAnyCertificate()) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
            }
            return builder.build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("this JVM offers no TLS client", unusable);
        }
    }
}
