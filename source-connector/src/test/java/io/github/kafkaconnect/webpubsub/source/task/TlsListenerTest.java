package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsListenerTest {
    private static final String PASSWORD = "changeit";

    private final Path files;

    TlsListenerTest(@TempDir Path files) {
        this.files = files;
    }

    @BeforeAll
    void makeACertificate() throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "wps",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        files.resolve("store.p12").toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = keytool.getInputStream()) {
            output.readAllBytes();
        }
        assertThat(keytool.waitFor()).isZero();
        Certificate certificate = store().getCertificate("wps");
        Key key = store().getKey("wps", PASSWORD.toCharArray());
        Files.writeString(files.resolve("chain.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(files.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
    }

    @Test
    void answersOverTlsFromAKeyStoreAndFromPemFiles() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.tls.keystore.file",
                files.resolve("store.p12").toString(),
                "upstream.tls.key.password",
                PASSWORD)) {
            assertThat(validate(task.port())).isEqualTo(200);
        }
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.tls.certificate.file",
                files.resolve("chain.pem").toString(),
                "upstream.tls.key.file",
                files.resolve("key.pem").toString())) {
            assertThat(validate(task.port())).isEqualTo(200);
        }
    }

    @Test
    void anAbsentFileOrWrongPasswordFailsAtStartWithoutTellingThePassword() {
        assertThatThrownBy(() -> TaskUnderTest.start(
                        "upstream.tls.keystore.file", "/absent/store.p12", "upstream.tls.key.password", "wrong-word"))
                .hasMessageContaining("/absent/store.p12")
                .hasMessageNotContaining("wrong-word");
        assertThatThrownBy(() -> TaskUnderTest.start(
                        "upstream.tls.keystore.file",
                        files.resolve("store.p12").toString(),
                        "upstream.tls.key.password",
                        "wrong-word"))
                .hasMessageContaining("WPS-1001")
                .hasMessageNotContaining("wrong-word");
    }

    private int validate(int port) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("wps", store().getCertificate("wps"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/eventhandler"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("WebHook-Request-Origin", "127.0.0.1")
                .build();
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private KeyStore store() throws Exception {
        return KeyStore.getInstance(files.resolve("store.p12").toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
