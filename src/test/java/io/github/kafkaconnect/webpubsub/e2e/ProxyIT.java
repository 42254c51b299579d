package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service and the authority are reached through an HTTP proxy, plain and by TLS, with and without credentials. */
@Tag("side-by-side")
class ProxyIT {
    private final EntraHub hub = new EntraHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void theServiceIsReachedThroughIt() {
        try (TunnelProxy proxy = TunnelProxy.open()) {
            assertThat(SinkConfig.problems(withKey(proxy))).isEmpty();
            assertThat(proxy.tunnels()).containsExactly(authorityOf(hub.emulator.endpoint()));
        }
    }

    @Test
    void theAuthorityIsReachedThroughItByTls() {
        try (TunnelProxy proxy = TunnelProxy.open()) {
            Map<String, String> config = through(
                    proxy,
                    hub.applicationConfig("topic", "client-secret", "webpubsub.entra.client.secret", EntraHub.SECRET));
            assertThat(SinkConfig.problems(config)).isEmpty();
            assertThat(proxy.tunnels())
                    .contains(authorityOf(hub.authority.authorityHost()), authorityOf(hub.emulator.endpoint()));
        }
    }

    @Test
    void aProxyThatAsksGetsCredentials() {
        try (TunnelProxy proxy = TunnelProxy.asking("bridge", "s3cret")) {
            Map<String, String> config =
                    SinkConfig.with(withKey(proxy), "http.proxy.user", "bridge", "http.proxy.password", "s3cret");
            assertThat(SinkConfig.problems(config)).isEmpty();
            assertThat(proxy.tunnels()).hasSize(1);
        }
    }

    @Test
    void aProxyThatRefusesIsNamed() {
        try (TunnelProxy proxy = TunnelProxy.asking("bridge", "s3cret")) {
            assertThat(SinkConfig.problems(withKey(proxy)))
                    .singleElement()
                    .asString()
                    .contains("WPS-3009", "407", Integer.toString(proxy.port()));
            assertThat(SinkConfig.problems(SinkConfig.with(
                            withKey(proxy), "http.proxy.user", "bridge", "http.proxy.password", "wr0ng")))
                    .singleElement()
                    .asString()
                    .contains("WPS-3009", "407")
                    .doesNotContain("wr0ng");
            assertThat(hub.emulator.recorded()).isEmpty();
        }
    }

    @Test
    void aProxyThatIsAwayIsNamed() {
        TunnelProxy gone = TunnelProxy.open();
        Map<String, String> config = withKey(gone);
        gone.close();
        assertThat(SinkConfig.problems(config))
                .singleElement()
                .asString()
                .contains("WPS-3009", Integer.toString(gone.port()));
    }

    @Test
    void credentialsOfAProxyComeTogetherAndNeedOne() {
        assertThat(SinkConfig.problems(
                        SinkConfig.with(SinkConfig.toGroupOfKey(hub.emulator, "topic"), "http.proxy.user", "bridge")))
                .singleElement()
                .asString()
                .contains("http.proxy.user has no meaning without http.proxy.host");
        try (TunnelProxy proxy = TunnelProxy.open()) {
            assertThat(SinkConfig.problems(SinkConfig.with(withKey(proxy), "http.proxy.user", "bridge")))
                    .singleElement()
                    .asString()
                    .contains("http.proxy.password is needed with http.proxy.user");
        }
    }

    private Map<String, String> withKey(TunnelProxy proxy) {
        return through(proxy, SinkConfig.toGroupOfKey(hub.emulator, "topic"));
    }

    private static Map<String, String> through(TunnelProxy proxy, Map<String, String> config) {
        return SinkConfig.with(
                config,
                "http.proxy.host",
                "127.0.0.1",
                "http.proxy.port",
                Integer.toString(proxy.port()),
                "validate.connection",
                "true");
    }

    private static String authorityOf(String url) {
        return URI.create(url).getAuthority();
    }
}
