package io.github.kafkaconnect.webpubsub.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.entra.Application;
import io.github.kafkaconnect.webpubsub.emulator.entra.TokenAuthority;
import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.upstream.EventRecording.Exchange;
import io.github.kafkaconnect.webpubsub.stack.JmxProbe;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The service posts events with a token of its managed identity, and the source, which has no key, takes no other. */
@ExtendWith(SharedStacks.Provider.class)
class BearerEventsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String AUDIENCE = "api://bridge";
    private static final Application OTHER =
            Application.of("other-client", UUID.randomUUID().toString());
    private static final Application SERVICE =
            Application.of("service-client", UUID.randomUUID().toString());

    private final int port = Ports.free();
    private final TokenAuthority authority = TokenAuthority.start();
    private final Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.withHub(
            SourceConfig.HUB,
            HubSettings.DEFAULT.withEventHandlers(new EventHandler(
                    "http://127.0.0.1:" + port + "/eventhandler",
                    "*",
                    Set.of(),
                    EventHandler.Auth.managedIdentity(AUDIENCE)))));

    @SuppressWarnings("NullAway.Init")
    private Stack stack;

    private int said;
    private boolean away;

    /** The authority's own file goes with it. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void start(SharedStacks stacks) throws IOException {
        Files.copy(authority.caCertificatePem(), folder.resolve("ca.pem"));
        stack = stacks.of(KafkaVersion.V4_3);
        emulator.identity(audience -> Optional.of(minted(claims -> claims.put("aud", audience))));
    }

    @AfterEach
    void stop() {
        emulator.close();
        goAway();
    }

    private void goAway() {
        if (!away) {
            authority.close();
            away = true;
        }
    }

    private String minted(Consumer<ObjectNode> change) {
        return authority.token(SERVICE, claims -> {
            claims.put("aud", AUDIENCE);
            change.accept(claims);
        });
    }

    private Stack.Connector source(String topic) {
        Map<String, String> config = new HashMap<>(SourceConfig.toTopic(emulator, port, topic));
        config.remove("webpubsub.connection.string");
        config.put("webpubsub.endpoint", emulator.endpoint());
        config.put("upstream.trust", "bearer");
        config.put("upstream.entra.tenant", authority.tenantId());
        config.put("upstream.entra.audience", AUDIENCE);
        config.put("upstream.entra.callers", SERVICE.objectId());
        config.put("upstream.entra.issuers", authority.issuer());
        config.put("upstream.entra.metadata.url", authority.issuer() + "/.well-known/openid-configuration");
        config.put("upstream.entra.ca.file", folder.resolve("ca.pem").toString());
        return stack.connector("bearer", config);
    }

    /** Lets the user say one more thing, and tells what became of it. */
    private Exchange event(Speakers speaker) {
        int before = emulator.upstream().recording().exchanges().size();
        speaker.say(said, ++said);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(LIMIT)
                .until(() -> emulator.upstream().recording().exchanges().size() > before);
        return emulator.upstream().recording().exchanges().get(before);
    }

    private int statusWith(Speakers speaker, String token) {
        emulator.identity(audience -> Optional.of(token));
        return event(speaker).status();
    }

    private String forged(Forgery forgery) {
        try {
            return forgery.of(SignedJWT.parse(minted(claims -> {})));
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Forgery {
        String of(SignedJWT good) throws ParseException, JOSEException;
    }

    /** A verifier that lets the token choose takes the public key, which anybody has, for a shared secret. */
    private String signedWithThePublicKey(SignedJWT good) throws ParseException, JOSEException {
        String keyId = good.getHeader().getKeyID();
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keyId).build(), good.getJWTClaimsSet());
        shared.sign(new MACSigner(requireNonNull(authority.key(keyId)).getEncoded()));
        return shared.serialize();
    }

    @Test
    void onlyATokenOfTheServiceForThisAudienceIsTaken() {
        String topic = stack.topic("bearer", 1);
        long now = Instant.now().getEpochSecond();
        try (Stack.Connector source = source(topic);
                Speakers speaker = Speakers.connect(emulator, SourceConfig.HUB, 1);
                JmxProbe jmx = JmxProbe.attach(stack.worker().process())) {
            assertThat(event(speaker).status()).isEqualTo(204);
            Map<String, String> tokens = new LinkedHashMap<>();
            tokens.put("audience", minted(claims -> claims.put("aud", "api://other")));
            tokens.put(
                    "tenant",
                    minted(claims -> claims.put("tid", UUID.randomUUID().toString())));
            tokens.put("issuer", minted(claims -> claims.put("iss", authority.issuer() + "/")));
            tokens.put("caller", authority.token(OTHER, claims -> claims.put("aud", AUDIENCE)));
            tokens.put("expired", minted(claims -> claims.put("exp", now - 301)));
            tokens.put("not-yet-valid", minted(claims -> claims.put("nbf", now + 330)));
            tokens.put("algorithm", forged(good -> new PlainJWT(good.getJWTClaimsSet()).serialize()));
            tokens.put("signature", forged(good -> {
                String text = good.serialize();
                return text.substring(0, text.length() - 8) + "AAAAAAAA";
            }));
            tokens.put("malformed", "a.b.c");
            tokens.forEach((reason, token) ->
                    assertThat(statusWith(speaker, token)).as(reason).isEqualTo(401));
            assertThat(statusWith(speaker, forged(this::signedWithThePublicKey)))
                    .isEqualTo(401);
            emulator.identity(audience -> Optional.empty());
            assertThat(event(speaker).status()).isEqualTo(401);
            assertThat(statusWith(speaker, minted(claims -> claims.put("exp", now - 200))))
                    .isEqualTo(204);

            Map<String, Object> figures =
                    jmx.attributes("kafka.connect:type=plugins,connector=" + source.name() + ",task=0");
            tokens.keySet().forEach(reason -> assertThat(
                            ((Number) requireNonNull(figures.get("bearer-refused-" + reason + "-total"))).longValue())
                    .as(reason)
                    .isEqualTo(reason.equals("algorithm") ? 2 : 1));
            assertThat(((Number) requireNonNull(figures.get("bearer-refused-missing-total"))).longValue())
                    .isEqualTo(1);
            assertThat(EventRecord.userEvents(stack.kafka(), topic)).hasSize(2);
            String log = stack.worker().process().log();
            assertThat(log).contains("bearer: the token is for another audience");
            tokens.values().stream().filter(token -> token.length() > 10).forEach(token -> assertThat(
                            log.contains(token) || log.contains(token.substring(token.indexOf('.'))))
                    .as("a token in the log")
                    .isFalse());
        }
    }

    @Test
    void aNewKeyIsFetchedWhileTheServiceTriesAgain() {
        String topic = stack.topic("bearer", 1);
        try (Stack.Connector source = source(topic);
                Speakers speaker = Speakers.connect(emulator, SourceConfig.HUB, 1)) {
            assertThat(event(speaker).status()).isEqualTo(204);
            authority.rollOver();
            Exchange rolled = event(speaker);
            assertThat(rolled.status()).as(rolled.toString()).isEqualTo(204);
            assertThat(rolled.attempts()).isGreaterThan(1);
            assertThat(event(speaker).attempts()).isEqualTo(1);
            source.awaitRunning();
        }
    }

    @Test
    void anAuthorityThatIsAwayStopsOnlyWhatNeedsANewKey() {
        String topic = stack.topic("bearer", 1);
        try (Stack.Connector source = source(topic);
                Speakers speaker = Speakers.connect(emulator, SourceConfig.HUB, 1)) {
            assertThat(event(speaker).status()).isEqualTo(204);
            String known = minted(claims -> {});
            authority.rollOver();
            String unknown = minted(claims -> {});
            goAway();
            assertThat(statusWith(speaker, known)).isEqualTo(204);
            assertThat(statusWith(speaker, unknown)).isEqualTo(503);
            assertThat(statusWith(speaker, known)).isEqualTo(204);
            // A restart is told before it happens; tasks that are gone are gone.
            stack.rest().stop(source.name());
            Awaitility.await()
                    .atMost(Stack.RUNNING_LIMIT)
                    .until(() ->
                            stack.rest().status(source.name()).path("tasks").isEmpty());
            stack.rest().resume(source.name());
            source.awaitRunning();
            assertThat(statusWith(speaker, known)).as("no key was ever known").isEqualTo(503);
            assertThat(EventRecord.userEvents(stack.kafka(), topic)).hasSize(3);
        }
    }
}
