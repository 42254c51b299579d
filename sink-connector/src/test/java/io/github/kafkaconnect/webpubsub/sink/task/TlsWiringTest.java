package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SslOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsWiringTest {
    private static final SenderSettings SECURE = SenderSettings.to(URI.create("https://demo.webpubsub.azure.com"));

    @Test
    void trustsWhatTheJvmTrustsUnlessToldOtherwise() {
        assertThat(applied(Map.of()).tls()).isEqualTo(TlsOptions.systemTrust());
    }

    @Test
    void trustsTheCertificatesOfAPemFile() {
        assertThat(applied(Map.of("ssl.truststore.location", "/ca.pem")).tls())
                .isEqualTo(TlsOptions.trusting(Path.of("/ca.pem")));
    }

    @Test
    void trustsAndShowsWhatIsInStores() {
        TlsOptions tls = applied(Map.of(
                        "ssl.truststore.location", "/trust.jks",
                        "ssl.truststore.type", "JKS",
                        "ssl.truststore.password", "one",
                        "ssl.keystore.location", "/key.p12",
                        "ssl.keystore.password", "two"))
                .tls();

        assertThat(tls)
                .isEqualTo(new TlsOptions(
                        new TlsOptions.Store(Path.of("/key.p12"), "PKCS12", "two"),
                        new TlsOptions.Store(Path.of("/trust.jks"), "JKS", "one"),
                        false));
        assertThat(String.valueOf(tls)).doesNotContain("one", "two");
    }

    @Test
    void showsWhatIsInAPemFile() {
        assertThat(applied(Map.of("ssl.keystore.location", "/both.pem", "ssl.keystore.type", "pem"))
                        .tls())
                .isEqualTo(new TlsOptions(
                        new TlsOptions.Pem(Path.of("/both.pem"), Path.of("/both.pem"), null), null, false));
    }

    @Test
    void leavesPlainConnectionsAlone() {
        SenderSettings plain = SenderSettings.to(URI.create("http://127.0.0.1:8080"));

        assertThat(TlsWiring.apply(options(Map.of("ssl.truststore.location", "/ca.pem")), plain))
                .isEqualTo(plain);
    }

    private static SenderSettings applied(Map<String, String> properties) {
        return TlsWiring.apply(options(properties), SECURE);
    }

    private static SslOptions options(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(Map.of("webpubsub.hub", "chat"));
        all.putAll(properties);
        return SslOptions.from(SinkOptions.SPEC.parse(all));
    }
}
