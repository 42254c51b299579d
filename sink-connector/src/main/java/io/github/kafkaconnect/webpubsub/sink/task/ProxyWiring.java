package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.auth.HttpRoute;
import io.github.kafkaconnect.webpubsub.common.transport.ProxyAddress;
import io.github.kafkaconnect.webpubsub.sink.config.ProxyOptions;
import java.net.InetSocketAddress;

/** From options to the proxy of our own connections and of Azure Identity's. */
final class ProxyWiring {
    private ProxyWiring() {}

    static ProxyAddress address(ProxyOptions options) {
        ProxyAddress.Login login = options.user()
                .map(user -> new ProxyAddress.Login(user, options.password()))
                .orElse(null);
        return new ProxyAddress(options.host(), options.port(), login);
    }

    static HttpRoute.Proxy ofIdentity(ProxyOptions options) {
        return new HttpRoute.Proxy(
                InetSocketAddress.createUnresolved(options.host(), options.port()), options.user(), options.password());
    }
}
