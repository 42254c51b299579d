package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener's files change under it, with clients that trust the old certificate, the new one or show one themselves. */
class TlsRenewalIT {
    private static final Instant OLD_END = Instant.parse("2049-01-01T00:00:00Z");
    private static final Instant NEW_END = Instant.parse("2049-06-01T00:00:00Z");

    @TempDir
    private Path files = Path.of("replaced by JUnit");

    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private @Nullable NettyHttpReceiver receiver;
    private int changes;

    /** A CA and the certificate of a host that it signed. */
    private record Issued(X509Bundle ca, X509Bundle leaf) {
        static Issued until(Instant end) throws Exception {
            X509Bundle ca = new CertificateBuilder()
                    .subject("CN=test ca")
                    .setIsCertificateAuthority(true)
                    .notAfter(end)
                    .buildSelfSigned();
            return new Issued(
                    ca,
                    new CertificateBuilder()
                            .subject("CN=listener")
                            .addSanDnsName("localhost")
                            .notAfter(end)
                            .buildIssuedBy(ca));
        }
    }

    @BeforeEach
    void issue() throws Exception {
        write("old", Issued.until(OLD_END));
        write("new", Issued.until(NEW_END));
        use("old");
    }

    @AfterEach
    void close() {
        if (receiver != null) {
            receiver.close();
        }
        loops.close();
    }

    @Test
    void newConnectionsGetTheNewCertificateAndOpenOnesStay() throws Exception {
        listen(TlsOptions.showing(current()));
        assertThat(receiver().certificateValidUntil()).contains(OLD_END);
        try (NettyHttpSender open = sender(trusting("old"))) {
            assertThat(status(open)).isEqualTo(202);
            use("new");
            renew();
            assertThat(receiver().certificateValidUntil()).contains(NEW_END);
            assertThat(status(open)).isEqualTo(202);
        }
        assertThat(post(trusting("new"))).isEqualTo(202);
        assertThat(post(trusting("old"))).isZero();
    }

    @Test
    void filesInTheMiddleOfAChangeAreNotRead() throws Exception {
        listen(TlsOptions.showing(current()));
        copy("new.chain.pem", "chain.pem");
        receiver().renewCertificate();
        copy("new.key.pem", "key.pem");
        receiver().renewCertificate();
        assertThat(receiver().certificateValidUntil()).contains(OLD_END);
        receiver().renewCertificate();
        assertThat(receiver().certificateValidUntil()).contains(NEW_END);
    }

    @Test
    void aBrokenFileKeepsWhatWasGoodUntilTheNextChange() throws Exception {
        listen(TlsOptions.showing(current()));
        copy("new.key.pem", "key.pem");
        renew();
        stillOld("a key of another certificate");
        change("chain.pem", "no certificate");
        renew();
        stillOld("garbage");
        Files.delete(files.resolve("key.pem"));
        renew();
        stillOld("an absent file");
        use("new");
        renew();
        assertThat(post(trusting("new"))).isEqualTo(202);
    }

    @Test
    void filesThatBecomeGoodWithoutAMarkOfItAreReadToo() throws Exception {
        listen(TlsOptions.showing(current()));
        use("new");
        Path key = files.resolve("key.pem");
        String good = Files.readString(key);
        change("key.pem", good.replaceAll("[A-Za-z]", "A"));
        FileTime time = Files.getLastModifiedTime(key);
        renew();
        stillOld("a key that is none");

        Files.writeString(key, good);
        Files.setLastModifiedTime(key, time);
        receiver().renewCertificate();
        assertThat(receiver().certificateValidUntil()).contains(NEW_END);
    }

    @Test
    void aPairThatDoesNotBelongTogetherIsRefusedAtTheStart() throws Exception {
        copy("new.key.pem", "key.pem");
        assertThatThrownBy(() -> listen(TlsOptions.showing(current())))
                .isInstanceOf(WebPubSubException.class)
                .hasMessageContaining("WPS-1001")
                .hasMessageContaining("key.pem");
    }

    @Test
    void onlyClientsOfTheNamedCaComeInAndTheirCaIsRenewedToo() throws Exception {
        copy("old.ca.pem", "clients.pem");
        listen(new TlsOptions(current(), new TlsOptions.TrustPem(files.resolve("clients.pem")), true));
        assertThat(post(trusting("old"))).as("anonymous").isZero();
        assertThat(post(showing("new"))).as("of another CA").isZero();
        assertThat(post(showing("old"))).isEqualTo(202);

        copy("new.ca.pem", "clients.pem");
        renew();
        assertThat(post(showing("old"))).isZero();
        assertThat(post(showing("new"))).isEqualTo(202);
    }

    private void stillOld(String why) throws Exception {
        assertThat(receiver().certificateValidUntil()).as(why).contains(OLD_END);
        assertThat(post(trusting("old"))).as(why).isEqualTo(202);
    }

    private void write(String name, Issued issued) throws IOException {
        Files.writeString(files.resolve(name + ".ca.pem"), issued.ca().getCertificatePEM());
        Files.writeString(files.resolve(name + ".chain.pem"), issued.leaf().getCertificatePathPEM());
        Files.writeString(files.resolve(name + ".key.pem"), issued.leaf().getPrivateKeyPEM());
    }

    private void use(String name) throws IOException {
        copy(name + ".chain.pem", "chain.pem");
        copy(name + ".key.pem", "key.pem");
    }

    private void copy(String from, String to) throws IOException {
        change(to, Files.readString(files.resolve(from)));
    }

    /** A time of its own for each change, however fast the test is. */
    private void change(String name, String text) throws IOException {
        Path file = Files.writeString(files.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++changes)));
    }

    private void renew() {
        receiver().renewCertificate();
        receiver().renewCertificate();
    }

    private NettyHttpReceiver receiver() {
        if (receiver == null) {
            throw new AssertionError("not listening");
        }
        return receiver;
    }

    private TlsOptions.Pem current() {
        return new TlsOptions.Pem(files.resolve("chain.pem"), files.resolve("key.pem"), null);
    }

    private TlsOptions trusting(String name) {
        return TlsOptions.trusting(files.resolve(name + ".ca.pem"));
    }

    /** Trusts the listener's old certificate, and shows one. */
    private TlsOptions showing(String name) {
        TlsOptions.Pem own =
                new TlsOptions.Pem(files.resolve(name + ".chain.pem"), files.resolve(name + ".key.pem"), null);
        return new TlsOptions(own, new TlsOptions.TrustPem(files.resolve("old.ca.pem")), false);
    }

    private void listen(TlsOptions tls) {
        receiver = NettyHttpReceiver.listen(
                ReceiverSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .withTls(tls),
                loops,
                (request, reply) -> reply.send(HttpReply.of(202)));
    }

    private NettyHttpSender sender(TlsOptions tls) {
        return new NettyHttpSender(
                SenderSettings.to(URI.create(
                                "https://localhost:" + receiver().address().getPort()))
                        .withTls(tls)
                        .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(15)),
                loops);
    }

    /** The status over a connection of its own, 0 when there is none. */
    private int post(TlsOptions tls) throws Exception {
        try (NettyHttpSender sender = sender(tls)) {
            return status(sender);
        }
    }

    private static int status(NettyHttpSender sender) throws Exception {
        RecordedExchange exchange = new RecordedExchange();
        sender.send(new HttpRequest("POST", "/", List.of(), "hello".getBytes(UTF_8)), exchange);
        return exchange.statusOrZero();
    }
}
