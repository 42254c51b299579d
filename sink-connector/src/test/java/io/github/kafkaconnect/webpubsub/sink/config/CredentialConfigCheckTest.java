package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An identity instead of a key: what it needs, what it takes, and what it cannot be combined with. */
class CredentialConfigCheckTest {
    private static final String SECRET = "the-secret-of-the-application";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            default-chain       |
            Default-Chain       | client.id=c
            managed-identity    |
            managed-identity    | client.id=c
            workload-identity   |
            workload-identity   | tenant.id=t, client.id=c, token.location=/var/run/token
            client-secret       | tenant.id=t, client.id=c, client.secret=s, authority.host=https://login.microsoftonline.us/
            client-certificate  | tenant.id=t, client.id=c, certificate.location=/etc/app.pem
            client-certificate  | tenant.id=t, client.id=c, certificate.location=/etc/app.p12, certificate.password=p
            """)
    void takes(String credential, String options) {
        assertThat(messages(credential, options)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            client-secret     |                                           | webpubsub.entra.tenant.id is needed with webpubsub.entra.credential=client-secret
            client-secret     | tenant.id=t                               | webpubsub.entra.client.id is needed with webpubsub.entra.credential=client-secret
            client-secret     | tenant.id=t, client.id=c                  | webpubsub.entra.client.secret is needed with webpubsub.entra.credential=client-secret
            client-certificate| tenant.id=t, client.id=c                  | webpubsub.entra.certificate.location is needed with webpubsub.entra.credential=client-certificate
            managed-identity  | client.secret=s                           | webpubsub.entra.client.secret has no meaning with webpubsub.entra.credential=managed-identity; remove it, or choose another credential
            managed-identity  | tenant.id=t                               | webpubsub.entra.tenant.id has no meaning with webpubsub.entra.credential=managed-identity; remove it, or choose another credential
            default-chain     | token.location=/t                         | webpubsub.entra.token.location has no meaning with webpubsub.entra.credential=default-chain; remove it, or choose another credential
            workload-identity | certificate.password=p                    | webpubsub.entra.certificate.password has no meaning with webpubsub.entra.credential=workload-identity; remove it, or choose another credential
            """)
    void refuses(String credential, String options, String message) {
        assertThat(messages(credential, options)).contains("WPS-1002 " + message);
    }

    @Test
    void aKeyIsNotGivenBesides() {
        Map<String, String> properties = properties("default-chain", "");
        properties.put("webpubsub.access.key", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH");
        properties.put(
                "webpubsub.connection.string", "Endpoint=https://demo.webpubsub.azure.com;AccessKey=x;Version=1.0;");
        assertThat(messages(properties))
                .hasSize(2)
                .allMatch(message ->
                        message.endsWith("cannot be combined with webpubsub.entra.credential: an identity needs"
                                + " webpubsub.endpoint and no key; remove one"));
    }

    @Test
    void theEndpointIsNeededAndMustBeSecure() {
        Map<String, String> properties = properties("default-chain", "");
        properties.remove("webpubsub.endpoint");
        assertThat(messages(properties))
                .containsExactly("WPS-1002 webpubsub.endpoint is needed with webpubsub.entra.credential");
        properties.put("webpubsub.endpoint", "http://gateway.internal");
        assertThat(messages(properties))
                .containsExactly(
                        "WPS-1002 webpubsub.endpoint must be https with an identity: its token opens everything to who"
                                + " reads it");
        properties.put("webpubsub.endpoint", "http://127.0.0.1:8080");
        assertThat(messages(properties)).isEmpty();
    }

    @Test
    void optionsOfAnIdentityNeedOne() {
        Map<String, String> properties = properties("default-chain", "tenant.id=t, authority.host=https://login.test");
        properties.remove("webpubsub.entra.credential");
        properties.put("webpubsub.access.key", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH");
        assertThat(messages(properties))
                .containsExactly(
                        "WPS-1002 webpubsub.entra.tenant.id has no meaning without webpubsub.entra.credential; give that, or remove it",
                        "WPS-1002 webpubsub.entra.authority.host has no meaning without webpubsub.entra.credential; give that, or"
                                + " remove it");
    }

    @ParameterizedTest
    @CsvSource({"http://login.test", "login.test", "https://"})
    void anAuthorityIsAnHttpsAddress(String host) {
        assertThat(OptionChecks.authority(host)).isNotNull();
    }

    @Test
    void theSecretIsInNoText() {
        ServiceOptions service = ServiceOptions.from(SinkOptions.SPEC.parse(
                properties("client-secret", "tenant.id=t, client.id=c, client.secret=" + SECRET)));
        EntraOptions identity = service.identity().orElseThrow();
        assertThat(identity.secret()).contains(SECRET);
        assertThat(service.toString()).doesNotContain(SECRET);
        assertThat(identity.toString()).doesNotContain(SECRET);
    }

    private static List<String> messages(String credential, String options) {
        return messages(properties(credential, options));
    }

    private static List<String> messages(Map<String, String> properties) {
        return SinkConfigCheck.problems(properties).stream()
                .map(ConfigProblem::message)
                .toList();
    }

    private static Map<String, String> properties(String credential, String options) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "webpubsub.endpoint", "https://demo.webpubsub.azure.com",
                "webpubsub.hub", "chat",
                "webpubsub.target", "all",
                "webpubsub.entra.credential", credential));
        for (String option : options == null || options.isEmpty() ? new String[0] : options.split(", ")) {
            String[] parts = option.split("=", 2);
            properties.put("webpubsub.entra." + parts[0], parts[1]);
        }
        return properties;
    }
}
