package io.github.kafkaconnect.webpubsub.emulator.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.emulator.entra.AuthorityClient.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The authority as a client sees it; tokens are read and assertions are signed with a library it does not use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class TokenAuthorityIT {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String RESOURCE = "https://webpubsub.azure.com";
    private static final String SECRET = "s3cr3t~with+signs&=";
    private static final String IMDS_QUERY = "?api-version=2018-02-01&resource=" + RESOURCE;
    private static final String APP_SERVICE_QUERY = "?api-version=2019-08-01&resource=" + RESOURCE;

    private final TokenAuthority authority = TokenAuthority.start(InstantSource.fixed(NOW));
    private final AuthorityClient client = new AuthorityClient(authority);

    private final Path folder;
    private final ClientCertificate certificate;

    TokenAuthorityIT(@TempDir Path folder) {
        this.folder = folder;
        this.certificate = ClientCertificate.make(folder, "known");
    }

    @AfterAll
    void stop() {
        authority.close();
        assertThat(authority.caCertificatePem()).doesNotExist();
    }

    /** A fresh application, so that tests do not meet. */
    private static Application application() {
        return Application.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    }

    private Application registered(Application application) {
        authority.register(application);
        return application;
    }

    private static Map<String, String> form(Application application, String... fields) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                application.clientId(),
                "scope",
                RESOURCE + "/.default"));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private Reply ask(Application application, String... fields) {
        return client.post(authority.tokenUrl(), form(application, fields));
    }

    private Reply askWith(Application application, String assertion) {
        return ask(
                application,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion);
    }

    private static void assertRefused(Reply reply, int status, String error, int code) {
        assertThat(reply.json().path("error_codes").path(0).asInt())
                .as(reply.json().toString())
                .isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text("error")).isEqualTo(error);
        assertThat(reply.text("error_description")).startsWith("AADSTS" + code + ": ");
        assertThat(reply.text("timestamp")).isEqualTo("2027-01-15 08:00:00Z");
        assertThat(reply.json().has("access_token")).isFalse();
    }

    /** The claims of a token, once a key that is published now has been found to have signed it. */
    private JWTClaimsSet claims(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWK key = published().getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(key).as("the key of the token").isNotNull();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private JWKSet published() throws Exception {
        Reply configuration =
                client.get(authority.authorityHost() + authority.tenantId() + "/v2.0/.well-known/openid-configuration");
        Reply keys = client.get(configuration.text("jwks_uri"));
        return JWKSet.parse(keys.json().toString());
    }

    private static String signed(PrivateKey key, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .notBeforeTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        try {
            SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String assertion(Application application, PrivateKey key, Consumer<JWTClaimsSet.Builder> change) {
        return signed(key, claims -> {
            claims.issuer(application.clientId())
                    .subject(application.clientId())
                    .audience(authority.tokenUrl());
            change.accept(claims);
        });
    }

    @Test
    void isTrustedByItsOwnCertificateOnly() throws Exception {
        assertThat(Files.readString(authority.caCertificatePem())).startsWith("-----BEGIN CERTIFICATE-----\n");
        HttpClient stranger = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(authority.tokenUrl())).build();
        assertThatThrownBy(() -> stranger.send(request, BodyHandlers.discarding()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void showsClientsTheWay() {
        Reply instances = client.get(authority.authorityHost() + "common/discovery/instance?api-version=1.1");
        assertThat(instances.status()).isEqualTo(200);
        assertThat(instances
                        .json()
                        .path("metadata")
                        .path(0)
                        .path("aliases")
                        .path(0)
                        .asText())
                .isEqualTo("localhost");
        Reply configuration = client.get(instances.text("tenant_discovery_endpoint"));
        assertThat(configuration.text("issuer")).isEqualTo(authority.issuer());
        assertThat(configuration.text("token_endpoint")).isEqualTo(authority.tokenUrl());
        assertThat(authority.issuer()).isEqualTo(authority.authorityHost() + authority.tenantId() + "/v2.0");
        assertThat(client.get(authority.authorityHost() + "else").status()).isEqualTo(404);
        assertThat(client.get(authority.tokenUrl()).status()).isEqualTo(404);
    }

    @Test
    void issuesATokenForTheRightSecret() throws Exception {
        Application application =
                registered(application().withSecret("an older one").withSecret(SECRET));
        int issued = authority.issued();
        Reply reply = ask(application, "client_secret", SECRET);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(reply.json().path("expires_in").numberValue()).isEqualTo(3600);
        assertThat(reply.json().path("ext_expires_in").numberValue()).isEqualTo(3600);
        assertThat(authority.issued()).isEqualTo(issued + 1);
        JWTClaimsSet claims = claims(reply.text("access_token"));
        assertThat(claims.getIssuer()).isEqualTo(authority.issuer());
        assertThat(claims.getAudience()).containsExactly(RESOURCE);
        assertThat(claims.getStringClaim("oid")).isEqualTo(application.objectId());
        assertThat(claims.getStringClaim("appid")).isEqualTo(application.clientId());
        assertThat(claims.getStringClaim("azp")).isEqualTo(application.clientId());
        assertThat(claims.getStringClaim("tid")).isEqualTo(authority.tenantId());
        assertThat(claims.getIssueTime()).isEqualTo(NOW);
        assertThat(claims.getNotBeforeTime()).isEqualTo(NOW);
        assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(3600));
    }

    @Test
    void everyTokenIsAnotherOne() {
        Application application = registered(application().withSecret(SECRET));
        assertThat(ask(application, "client_secret", SECRET).text("access_token"))
                .isNotEqualTo(ask(application, "client_secret", SECRET).text("access_token"));
    }

    @Test
    void refusesWhoDoesNotProveWhoItIs() {
        Application application = registered(application().withSecret(SECRET));
        int issued = authority.issued();
        assertRefused(ask(application, "client_secret", "wrong"), 401, "invalid_client", 7000215);
        assertRefused(ask(application), 401, "invalid_client", 7000218);
        assertRefused(ask(application, "client_assertion", "a.b.c"), 401, "invalid_client", 7000218);
        assertRefused(
                ask(application().withSecret(SECRET), "client_secret", SECRET), 400, "unauthorized_client", 700016);
        assertThat(authority.issued()).isEqualTo(issued);
    }

    @Test
    void refusesWhatItHasNoTokensFor() {
        Application application = registered(application().withSecret(SECRET));
        for (String scope :
                List.of("https://graph.microsoft.com/.default", RESOURCE, "openid", RESOURCE + "//.default")) {
            assertRefused(ask(application, "client_secret", SECRET, "scope", scope), 400, "invalid_scope", 1002012);
        }
        assertRefused(
                ask(application, "client_secret", SECRET, "grant_type", "password"),
                400,
                "unsupported_grant_type",
                70003);
        for (String missing : List.of("grant_type", "client_id", "scope")) {
            Map<String, String> form = form(application, "client_secret", SECRET);
            form.remove(missing);
            assertRefused(client.post(authority.tokenUrl(), form), 400, "invalid_request", 900144);
        }
    }

    @Test
    void knowsOneTenant() {
        Application application = registered(application().withSecret(SECRET));
        String other = authority.tokenUrl().replace(authority.tenantId(), "contoso.com");
        assertRefused(client.post(other, form(application, "client_secret", SECRET)), 400, "invalid_request", 90002);
    }

    @Test
    void takesTheScopesThatClientsAddByThemselves() {
        Application application = registered(application().withSecret(SECRET));
        String scope = "openid profile offline_access " + RESOURCE + "/.default";
        assertThat(ask(application, "client_secret", SECRET, "scope", scope).status())
                .isEqualTo(200);
    }

    @Test
    void issuesATokenForAnAssertionSignedByACertificate() throws Exception {
        Application application = registered(application().withCertificate(certificate.certificate()));
        Reply reply = askWith(application, assertion(application, certificate.key(), claims -> {}));
        assertThat(claims(reply.text("access_token")).getStringClaim("oid")).isEqualTo(application.objectId());
        assertThat(Files.readString(certificate.pem()))
                .contains("-----BEGIN PRIVATE KEY-----\n", "-----BEGIN CERTIFICATE-----\n");
        assertThat(certificate.pkcs12()).exists();
    }

    @Test
    void refusesAnAssertionThatIsNotQuiteRight() {
        Application application = registered(application().withCertificate(certificate.certificate()));
        PrivateKey key = certificate.key();
        PrivateKey foreign = ClientCertificate.make(folder, "foreign").key();
        assertRefused(
                askWith(application, assertion(application, foreign, claims -> {})), 401, "invalid_client", 700027);
        assertRefused(
                askWith(application, assertion(application, key, claims -> claims.subject("x"))),
                401,
                "invalid_client",
                700021);
        assertRefused(
                askWith(application, assertion(application, key, claims -> claims.audience(authority.issuer()))),
                401,
                "invalid_client",
                700023);
        assertRefused(
                askWith(
                        application,
                        assertion(application, key, claims -> claims.expirationTime(Date.from(NOW.minusSeconds(301))))),
                401,
                "invalid_client",
                700024);
        assertRefused(
                askWith(
                        application,
                        assertion(application, key, claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(301))))),
                401,
                "invalid_client",
                700024);
        assertRefused(askWith(application, "no.token"), 400, "invalid_request", 50027);
    }

    @Test
    void takesTokensOfAnotherIssuerForARegisteredSubject() throws Exception {
        Application application = registered(application().withFederatedSubject("https://cluster", "sa:connect"));
        Consumer<JWTClaimsSet.Builder> right =
                claims -> claims.issuer("https://cluster").subject("sa:connect");
        Reply reply = askWith(application, signed(certificate.key(), right));
        assertThat(claims(reply.text("access_token")).getStringClaim("oid")).isEqualTo(application.objectId());
        for (Consumer<JWTClaimsSet.Builder> wrong : List.<Consumer<JWTClaimsSet.Builder>>of(
                claims -> claims.issuer("https://cluster").subject("sa:else"),
                claims -> claims.issuer("https://else").subject("sa:connect"),
                claims -> claims.issuer("https://cluster"))) {
            assertRefused(askWith(application, signed(certificate.key(), wrong)), 401, "invalid_client", 700213);
        }
        String expired = signed(
                certificate.key(), right.andThen(claims -> claims.expirationTime(Date.from(NOW.minusSeconds(301)))));
        assertRefused(askWith(application, expired), 401, "invalid_client", 700024);
    }

    @Test
    void takesARegisteredTokenWhateverItSays() {
        Application application = registered(application().withFederatedToken("federated"));
        assertThat(askWith(application, "federated").status()).isEqualTo(200);
        assertRefused(askWith(application, "federated2"), 400, "invalid_request", 50027);
    }

    @Test
    void tokensLiveAsLongAsTheyShall() throws Exception {
        try (TokenAuthority brief = TokenAuthority.start(InstantSource.fixed(NOW))) {
            AuthorityClient briefClient = new AuthorityClient(brief);
            Application application = application().withSecret(SECRET);
            brief.register(application);
            brief.systemAssigned(application);
            brief.lifetime(Duration.ofSeconds(7));
            Reply reply = briefClient.post(brief.tokenUrl(), form(application, "client_secret", SECRET));
            assertThat(reply.json().path("expires_in").asInt()).isEqualTo(7);
            assertThat(SignedJWT.parse(reply.text("access_token"))
                            .getJWTClaimsSet()
                            .getExpirationTime())
                    .isEqualTo(NOW.plusSeconds(7));
            Reply managed = briefClient.get(brief.imdsUrl() + IMDS_QUERY, "Metadata", "true");
            assertThat(managed.text("expires_on")).isEqualTo("1800000007");
        }
    }

    @Test
    void publishesAnOldKeyUntilItIsRetired() throws Exception {
        try (TokenAuthority rolling = TokenAuthority.start()) {
            AuthorityClient rollingClient = new AuthorityClient(rolling);
            String keys = rolling.authorityHost() + rolling.tenantId() + "/discovery/v2.0/keys";
            Application application = application();
            String old = keyId(rolling.token(application, claims -> {}));
            rolling.rollOver();
            String fresh = keyId(rolling.token(application, claims -> {}));
            assertThat(fresh).isNotEqualTo(old);
            assertThat(keyIds(rollingClient.get(keys))).containsExactly(fresh, old);
            rolling.retireOldKeys();
            assertThat(keyIds(rollingClient.get(keys))).containsExactly(fresh);
            assertThat(rolling.key(old)).isNull();
            assertThat(rolling.issued()).isZero();
        }
    }

    private static String keyId(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> keyIds(Reply keys) throws Exception {
        return JWKSet.parse(keys.json().toString()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    @Test
    void givesManagedIdentitiesOfAVirtualMachineTheirTokens() throws Exception {
        Application machine = application();
        Application named = application();
        authority.systemAssigned(machine);
        authority.userAssigned(named);
        Reply reply = client.get(authority.imdsUrl() + IMDS_QUERY, "Metadata", "true");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("expires_on").isTextual()).isTrue();
        assertThat(reply.text("expires_on")).isEqualTo("1800003600");
        assertThat(reply.text("expires_in")).isEqualTo("3600");
        assertThat(reply.text("resource")).isEqualTo(RESOURCE);
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(claims(reply.text("access_token")).getStringClaim("oid")).isEqualTo(machine.objectId());
        for (String name : List.of("&client_id=" + named.clientId(), "&object_id=" + named.objectId())) {
            Reply chosen = client.get(authority.imdsUrl() + IMDS_QUERY + name, "Metadata", "true");
            assertThat(claims(chosen.text("access_token")).getStringClaim("oid"))
                    .isEqualTo(named.objectId());
        }
    }

    @Test
    void refusesCarelessRequestsToTheMetadataService() {
        String url = authority.imdsUrl();
        assertThat(client.get(url + IMDS_QUERY).status()).isEqualTo(400);
        for (String query : List.of(
                "?resource=" + RESOURCE,
                "?api-version=2018-02-01",
                "?api-version=2018-02-01&resource=https://vault.azure.net",
                IMDS_QUERY + "&client_id=unknown",
                IMDS_QUERY + "&client_id=%ff")) {
            assertThat(client.get(url + query, "Metadata", "true").status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void givesManagedIdentitiesOfAppServiceTheirTokens() throws Exception {
        Application named = application();
        authority.userAssigned(named);
        String url = authority.appServiceUrl() + APP_SERVICE_QUERY + "&client_id=" + named.clientId();
        String[] shown = {"X-IDENTITY-HEADER", authority.identityHeader()};
        Reply reply = client.get(url, shown);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("expires_on")).isEqualTo("1800003600");
        assertThat(reply.text("resource")).isEqualTo(RESOURCE);
        assertThat(reply.text("token_type")).isEqualTo("Bearer");
        assertThat(claims(reply.text("access_token")).getStringClaim("oid")).isEqualTo(named.objectId());
        assertThat(client.get(url).status()).isEqualTo(401);
        assertThat(client.get(url, "X-IDENTITY-HEADER", "wrong").status()).isEqualTo(401);
        assertThat(client.get(url + "x", shown).status()).isEqualTo(400);
        assertThat(client.get(url.replace("2019", "2018"), shown).status()).isEqualTo(400);
        assertThat(client.get(url.replace("webpubsub.", "vault."), shown).status())
                .isEqualTo(400);
    }

    @Test
    void failsAndDawdlesWhenTold() {
        try (TokenAuthority troubled = TokenAuthority.start()) {
            AuthorityClient troubledClient = new AuthorityClient(troubled);
            Application application = application().withSecret(SECRET);
            troubled.register(application);
            troubled.systemAssigned(application);
            troubled.failNext(2, 503);
            Map<String, String> form = form(application, "client_secret", SECRET);
            Reply failed = troubledClient.post(troubled.tokenUrl(), form);
            assertThat(failed.status()).isEqualTo(503);
            assertThat(failed.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(troubledClient
                            .get(troubled.imdsUrl() + IMDS_QUERY, "Metadata", "true")
                            .status())
                    .isEqualTo(503);
            troubled.answerAfter(Duration.ofMillis(300));
            long start = System.nanoTime();
            assertThat(troubledClient.post(troubled.tokenUrl(), form).status()).isEqualTo(200);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
            assertThat(troubled.tokenRequests()).isEqualTo(3);
            assertThat(troubled.issued()).isEqualTo(1);
        }
    }
}
