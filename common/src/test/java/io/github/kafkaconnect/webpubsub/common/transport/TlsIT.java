package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sender and receiver over TLS, each with its files in every form. */
class TlsIT {
    private static final String PASSWORD = "changeit-changeit";

    @TempDir
    private Path files = Path.of("replaced by JUnit");

    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private @Nullable NettyHttpReceiver receiver;
    private @Nullable NettyHttpSender sender;
    private Path caPem = Path.of("");
    private Path chainPem = Path.of("");
    private Path keyPem = Path.of("");

    @BeforeEach
    void makeCertificates() throws Exception {
        X509Bundle ca = new CertificateBuilder()
                .subject("CN=test ca")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        X509Bundle leaf = new CertificateBuilder()
                .subject("CN=listener")
                .addSanDnsName("localhost")
                .buildIssuedBy(ca);
        caPem = Files.writeString(files.resolve("ca.pem"), ca.getCertificatePEM());
        chainPem = Files.writeString(files.resolve("chain.pem"), leaf.getCertificatePathPEM());
        keyPem = Files.writeString(files.resolve("key.pem"), leaf.getPrivateKeyPEM());
        for (String type : List.of("PKCS12", "JKS")) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setKeyEntry("own", leaf.getKeyPair().getPrivate(), PASSWORD.toCharArray(), leaf.getCertificatePath());
            store.setCertificateEntry("ca", ca.getCertificate());
            try (OutputStream out = Files.newOutputStream(files.resolve(type))) {
                store.store(out, PASSWORD.toCharArray());
            }
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        close(sender);
        close(receiver);
        loops.close();
    }

    @Test
    void speaksWithPemFiles() throws Exception {
        listen(TlsOptions.showing(pem()));

        assertThat(post("localhost", TlsOptions.trusting(caPem)).answer().status())
                .isEqualTo(202);
    }

    @Test
    void speaksWithAPkcs12KeyStore() throws Exception {
        listen(TlsOptions.showing(store("PKCS12")));

        assertThat(post("localhost", TlsOptions.trusting(caPem)).answer().status())
                .isEqualTo(202);
    }

    @Test
    void speaksWithAJksKeyStoreAndTrustStore() throws Exception {
        listen(TlsOptions.showing(store("JKS")));

        assertThat(post("localhost", new TlsOptions(null, store("JKS"), false))
                        .answer()
                        .status())
                .isEqualTo(202);
    }

    @Test
    void refusesACertificateThatIsNotTrusted() throws Exception {
        listen(TlsOptions.showing(pem()));

        assertThat(post("localhost", TlsOptions.systemTrust()).failure()).isInstanceOf(SSLException.class);
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        listen(TlsOptions.showing(pem()));

        assertThat(post("127.0.0.1", TlsOptions.trusting(caPem)).failure()).isInstanceOf(SSLException.class);
    }

    @Test
    void takesOnlyClientsThatShowACertificateWhenAsked() throws Exception {
        listen(new TlsOptions(pem(), new TlsOptions.TrustPem(caPem), true));

        RecordedExchange anonymous = post("localhost", TlsOptions.trusting(caPem));
        assertThat(anonymous.failure()).isNotNull();

        RecordedExchange known = post("localhost", new TlsOptions(pem(), new TlsOptions.TrustPem(caPem), false));
        assertThat(known.answer().status()).isEqualTo(202);
    }

    @Test
    void countsHandshakesThatFailAndNoProbesOfThePort() throws Exception {
        listen(new TlsOptions(pem(), new TlsOptions.TrustPem(caPem), true));
        int port = listening().address().getPort();

        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(probe.isConnected()).isTrue();
        }
        assertThat(post("localhost", new TlsOptions(pem(), new TlsOptions.TrustPem(caPem), false))
                        .answer()
                        .status())
                .isEqualTo(202);
        assertThat(listening().state().turnedAway(TurnedAway.TLS)).isZero();

        assertThat(post("localhost", TlsOptions.trusting(caPem)).failure()).isNotNull();
        await().until(() -> listening().state().turnedAway(TurnedAway.TLS) == 1);
        assertThat(post("localhost", TlsOptions.systemTrust()).failure()).isNotNull();
        await().until(() -> listening().state().turnedAway(TurnedAway.TLS) == 2);
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.getOutputStream().write("GET /?code=secret HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
            await().until(() -> listening().state().turnedAway(TurnedAway.TLS) == 3);
        }
    }

    private NettyHttpReceiver listening() {
        if (receiver == null) {
            throw new AssertionError("not listening");
        }
        return receiver;
    }

    @Test
    void failsAConnectionToAPeerThatSpeaksNoTls() throws Exception {
        try (RawPeer plain = new RawPeer(line -> {
            line.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            line.awaitEnd();
        })) {
            connect("localhost", plain.uri().getPort(), TlsOptions.trusting(caPem));

            assertThat(post().failure()).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void failsAHandshakeThatNeverEnds() throws Exception {
        try (RawPeer silent = new RawPeer(RawPeer.Line::awaitEnd)) {
            connect("localhost", silent.uri().getPort(), TlsOptions.trusting(caPem), Duration.ofMillis(300));

            assertThat(post().failure()).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void failsAHandshakeInProgressWhenItIsClosed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawPeer silent = new RawPeer(line -> {
            line.awaitEnd();
            ended.countDown();
        })) {
            connect("localhost", silent.uri().getPort(), TlsOptions.trusting(caPem));
            RecordedExchange exchange = post();
            await().until(() -> silent.connections() == 1);

            close(sender);

            assertThat(exchange.failure()).isInstanceOf(SenderClosedException.class);
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void namesTheFileThatCannotBeUsedAndNoPassword() throws Exception {
        Path broken = Files.writeString(files.resolve("broken"), "not a key");
        List<TlsOptions> bad = List.of(
                TlsOptions.showing(new TlsOptions.Pem(chainPem, files.resolve("absent"), null)),
                TlsOptions.showing(new TlsOptions.Pem(chainPem, broken, null)),
                TlsOptions.showing(new TlsOptions.Store(broken, "PKCS12", PASSWORD)),
                TlsOptions.showing(new TlsOptions.Store(files.resolve("JKS"), "JKS", "wrong-" + PASSWORD)),
                TlsOptions.trusting(caPem));

        for (TlsOptions options : bad) {
            assertThatThrownBy(() -> listen(options))
                    .isInstanceOfSatisfying(
                            WebPubSubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    private static void close(@Nullable AutoCloseable opened) throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    private TlsOptions.Pem pem() {
        return new TlsOptions.Pem(chainPem, keyPem, null);
    }

    private TlsOptions.Store store(String type) {
        return new TlsOptions.Store(files.resolve(type), type, PASSWORD);
    }

    private void listen(TlsOptions tls) {
        receiver = NettyHttpReceiver.listen(
                ReceiverSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .withTls(tls),
                loops,
                (request, reply) -> reply.send(HttpReply.of(202)));
    }

    private RecordedExchange post(String host, TlsOptions tls) throws Exception {
        connect(host, listening().address().getPort(), tls);
        return post();
    }

    private void connect(String host, int port, TlsOptions tls) throws Exception {
        connect(host, port, tls, Duration.ofSeconds(10));
    }

    private void connect(String host, int port, TlsOptions tls, Duration connectTimeout) throws Exception {
        close(sender);
        sender = new NettyHttpSender(
                SenderSettings.to(URI.create("https://" + host + ":" + port))
                        .withTls(tls)
                        .withTimeouts(connectTimeout, Duration.ofSeconds(15)),
                loops);
    }

    private RecordedExchange post() {
        if (sender == null) {
            throw new AssertionError("no sender");
        }
        RecordedExchange exchange = new RecordedExchange();
        sender.send(new HttpRequest("POST", "/", List.of(), "hello".getBytes(UTF_8)), exchange);
        return exchange;
    }
}
