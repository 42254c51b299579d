package io.github.kafkaconnect.webpubsub.emulator.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Connections;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("side-by-side")
final class HttpsUpstreamIT {
    private static final char[] PASSWORD = "password".toCharArray();

    @Test
    void trustsACertificateMadeForATestByOption(@TempDir Path folder) throws Exception {
        UpstreamBehaviour trusting =
                UpstreamFixture.QUICK.withConnections(new Connections(1, 4, Duration.ofSeconds(60), true));
        try (UpstreamFixture fixture = new UpstreamFixture(trusting, new ScriptedHandler(server(folder)), "https")) {
            assertThat(fixture.userEvent(fixture.client(), "message", "x")).isEqualTo(new UserEventAnswer.Empty());
            assertThat(fixture.handler.events()).hasSize(1);
        }
    }

    @Test
    void sendsNothingToAnUnknownCertificate(@TempDir Path folder) throws Exception {
        UpstreamBehaviour brief = UpstreamFixture.QUICK.withEventTimeout(Duration.ofMillis(500));
        try (UpstreamFixture fixture = new UpstreamFixture(brief, new ScriptedHandler(server(folder)), "https")) {
            assertThat(fixture.connect(fixture.client())).isEqualTo(new ConnectAnswer.Refused(500));
            assertThat(fixture.handler.handshakes()).isEmpty();
            assertThat(fixture.handler.events()).isEmpty();
        }
    }

    private static HttpsServer server(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("handler.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "handler",
                "-keyalg",
                "EC",
                "-dname",
                "CN=handler",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).as("keytool").isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}
