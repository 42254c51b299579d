package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.entra.Application;
import io.github.kafkaconnect.webpubsub.emulator.entra.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure Identity, unmodified, against a token authority: each way to prove an identity, and what is said when it fails. */
@Tag("side-by-side")
class EntraConnectionIT {
    private final EntraHub hub = new EntraHub();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aSecretOpensTheService() {
        assertThat(problems(withSecret(EntraHub.SECRET))).isEmpty();
        assertThat(hub.authority.issued()).isEqualTo(1);
        assertThat(hub.emulator.recorded()).isNotEmpty().allMatch(request -> request.method()
                .equals("HEAD"));
    }

    @Test
    void aCertificateOpensTheServiceAsPemAndAsPkcs12() {
        ClientCertificate certificate = ClientCertificate.make(folder, "bridge");
        hub.authority.register(EntraHub.OWNER.withCertificate(certificate.certificate()));

        assertThat(problems(hub.applicationConfig(
                        "topic",
                        "client-certificate",
                        "webpubsub.entra.certificate.location",
                        certificate.pem().toString())))
                .isEmpty();
        assertThat(problems(hub.applicationConfig(
                        "topic",
                        "client-certificate",
                        "webpubsub.entra.certificate.location",
                        certificate.pkcs12().toString(),
                        "webpubsub.entra.certificate.password",
                        certificate.pkcs12Password())))
                .isEmpty();
        assertThat(hub.authority.issued()).isEqualTo(2);
    }

    @Test
    void aFederatedTokenOpensTheService() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "the.clusters.token");
        hub.authority.register(EntraHub.OWNER.withFederatedToken("the.clusters.token"));

        assertThat(problems(hub.applicationConfig(
                        "topic", "workload-identity", "webpubsub.entra.token.location", token.toString())))
                .isEmpty();
    }

    @Test
    void aWrongSecretIsToldInTheWordsOfTheAuthority() {
        assertThat(problems(withSecret("wrong")))
                .singleElement()
                .asString()
                .contains("webpubsub.endpoint does not work now: WPS-2001", "AADSTS7000215")
                .doesNotContain(EntraHub.SECRET);
    }

    @Test
    void anIdentityWithoutTheRoleIsToldOfIt() {
        Application nobody = Application.of("other-client", "other-object");
        hub.authority.register(nobody.withSecret("other"));
        Map<String, String> config =
                SinkConfig.with(withSecret("other"), "webpubsub.entra.client.id", nobody.clientId());

        assertThat(problems(config)).singleElement().asString().contains("WPS-2002", "Web PubSub Service Owner");
    }

    @Test
    void anAuthorityThatIsAwayIsNotTakenForARefusal() {
        Map<String, String> config = withSecret(EntraHub.SECRET);
        hub.authority.failNext(100, 503);
        assertThat(problems(config)).singleElement().asString().contains("WPS-2003");
    }

    @Test
    void anAuthorityWithAForeignCertificateIsNotTrusted() {
        Map<String, String> config = withSecret(EntraHub.SECRET);
        config.remove("ssl.truststore.location");
        assertThat(problems(config)).singleElement().asString().contains("WPS-2003");
        assertThat(hub.authority.tokenRequests()).isZero();
    }

    private Map<String, String> withSecret(String secret) {
        return hub.applicationConfig("topic", "client-secret", "webpubsub.entra.client.secret", secret);
    }

    private static List<String> problems(Map<String, String> config) {
        return SinkConfig.problems(SinkConfig.with(config, "validate.connection", "true"));
    }
}
