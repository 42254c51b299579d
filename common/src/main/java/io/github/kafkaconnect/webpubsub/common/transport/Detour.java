package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.proxy.HttpProxyHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Turns a connect to a proxy into one to the endpoint through that proxy. Netty's own handler wants the proxy's address looked up
 * already, which would block the loop; here the bootstrap has done it, elsewhere and for this connection.
 */
final class Detour extends ChannelOutboundHandlerAdapter {
    private final SenderSettings settings;
    private final ProxyAddress proxy;

    Detour(SenderSettings settings, ProxyAddress proxy) {
        this.settings = settings;
        this.proxy = proxy;
    }

    @Override
    public void connect(
            ChannelHandlerContext context,
            SocketAddress proxyAddress,
            SocketAddress localAddress,
            ChannelPromise promise) {
        HttpProxyHandler tunnel = tunnel(proxyAddress);
        tunnel.setConnectTimeoutMillis(settings.connectTimeout().toMillis());
        context.pipeline().addFirst(tunnel);
        context.connect(
                InetSocketAddress.createUnresolved(settings.bareHost(), settings.port()), localAddress, promise);
    }

    private HttpProxyHandler tunnel(SocketAddress proxyAddress) {
        ProxyAddress.Login login = proxy.login();
        return login == null
                ? new HttpProxyHandler(proxyAddress)
                : new HttpProxyHandler(proxyAddress, login.user(), login.password());
    }
}
