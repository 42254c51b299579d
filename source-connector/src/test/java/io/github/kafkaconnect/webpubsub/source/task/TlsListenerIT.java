package io.github.kafkaconnect.webpubsub.source.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.management.ObjectName;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsListenerIT {
    private static final String PASSWORD = "changeit";

    private final Path files;

    TlsListenerIT(@TempDir Path files) {
        this.files = files;
    }

    @BeforeAll
    void makeCertificates() throws Exception {
        makeStore("store.p12");
        makeStore("renewed.p12");
        Key key = store("store.p12").getKey("wps", PASSWORD.toCharArray());
        Files.writeString(
                files.resolve("chain.pem"),
                pem("CERTIFICATE", certificate("store.p12").getEncoded()));
        Files.writeString(files.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
    }

    private void makeStore(String name) throws Exception {
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
                        files.resolve(name).toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        try (InputStream output = keytool.getInputStream()) {
            output.readAllBytes();
        }
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void answersOverTlsFromAKeyStoreAndFromPemFiles() throws Exception {
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.tls.keystore.file",
                files.resolve("store.p12").toString(),
                "upstream.tls.key.password",
                PASSWORD,
                "name",
                "tls")) {
            assertThat(validate(task.port(), "store.p12")).isEqualTo(200);
            // keytool makes certificates for 90 days.
            assertThat(ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(
                                    new ObjectName("kafka.connect:type=plugins,connector=tls,task=0"),
                                    "certificate-days-left"))
                    .isEqualTo(89L);
        }
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.tls.certificate.file",
                files.resolve("chain.pem").toString(),
                "upstream.tls.key.file",
                files.resolve("key.pem").toString())) {
            assertThat(validate(task.port(), "store.p12")).isEqualTo(200);
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

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        Path used = files.resolve("used.p12");
        Files.copy(files.resolve("store.p12"), used);
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.tls.keystore.file",
                used.toString(),
                "upstream.tls.key.password",
                PASSWORD,
                "upstream.tls.reload.interval.ms",
                "100")) {
            assertThat(validate(task.port(), "store.p12")).isEqualTo(200);
            Files.copy(files.resolve("renewed.p12"), used, StandardCopyOption.REPLACE_EXISTING);
            await().until(() -> isTrusted(task.port(), "renewed.p12"));
            assertThat(isTrusted(task.port(), "store.p12")).isFalse();
        }
    }

    @Test
    void aCallerShowsACertificateOfTheNamedCaOrIsNotHeard() throws Exception {
        Files.writeString(
                files.resolve("callers.pem"),
                pem("CERTIFICATE", certificate("renewed.p12").getEncoded()));
        try (TaskUnderTest task = TaskUnderTest.start(
                "upstream.tls.keystore.file",
                files.resolve("store.p12").toString(),
                "upstream.tls.key.password",
                PASSWORD,
                "upstream.tls.client.ca.file",
                files.resolve("callers.pem").toString())) {
            assertThatThrownBy(() -> validate(task.port(), "store.p12")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> validate(task.port(), "store.p12", keys("store.p12")))
                    .isInstanceOf(IOException.class);
            assertThat(validate(task.port(), "store.p12", keys("renewed.p12"))).isEqualTo(200);
        }
    }

    private boolean isTrusted(int port, String trusted) throws Exception {
        try {
            return validate(port, trusted) == 200;
        } catch (SSLException e) {
            return false;
        }
    }

    /** @param trusted the store with the only certificate that the client trusts */
    private int validate(int port, String trusted, KeyManager... own) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("wps", certificate(trusted));
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
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

    private KeyManager[] keys(String name) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(name), PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    private Certificate certificate(String name) throws Exception {
        return store(name).getCertificate("wps");
    }

    private KeyStore store(String name) throws Exception {
        return KeyStore.getInstance(files.resolve(name).toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
