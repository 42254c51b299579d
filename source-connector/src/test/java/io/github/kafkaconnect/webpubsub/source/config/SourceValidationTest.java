package io.github.kafkaconnect.webpubsub.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceValidationTest {
    private static final String KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String ABSENT = "absent";
    private static final String STRING =
            "Endpoint=https://contoso.webpubsub.azure.com;AccessKey=" + KEY + ";Version=1.0;";

    @Test
    void acceptsHubAndConnectionString() {
        assertThat(errors()).isEmpty();
        SourceConfig config = SourceConfig.parse(properties());
        assertThat(config.door().proofs()).containsExactly(Proof.SIGNATURE);
        assertThat(config.door().allowedOrigins()).containsExactly("contoso.webpubsub.azure.com");
        assertThat(config.door().address()).isEqualTo(new ListenAddress("127.0.0.1", 8090));
    }

    @Test
    void namesAllErrorsAtOnceEachOnItsKey() {
        Map<String, List<String>> errors = errors(
                "webpubsub.hub", "9chat",
                "webpubsub.connection.string", ABSENT,
                "upstream.listen.address", "0.0.0.0:8443",
                "topic", "t-${nope}",
                "answer.timeout.ms", "1",
                "unacknowledged.answer", "200");
        assertThat(errors)
                .containsOnlyKeys(
                        "webpubsub.hub",
                        "upstream.trust",
                        "upstream.allowed.origins",
                        "upstream.listen.address",
                        "topic",
                        "answer.timeout.ms",
                        "unacknowledged.answer");
        assertThat(String.valueOf(errors.get("upstream.trust"))).contains("upstream.trust=none");
        assertThat(String.valueOf(errors.get("topic"))).contains("${nope}", "hub");
    }

    @Test
    void nobodyIsTrustedByAccident() {
        assertThat(errors("webpubsub.connection.string", ABSENT, "webpubsub.endpoint", "https://c.webpubsub.azure.com"))
                .containsOnlyKeys("upstream.trust");
        assertThat(errors(
                        "webpubsub.connection.string", ABSENT,
                        "webpubsub.endpoint", "https://c.webpubsub.azure.com",
                        "upstream.trust", "none"))
                .isEmpty();
        assertThat(errors(
                        "webpubsub.connection.string", ABSENT,
                        "webpubsub.endpoint", "https://c.webpubsub.azure.com",
                        "upstream.shared.secret", "K1"))
                .isEmpty();
        assertThat(errors("upstream.trust", "none,signature")).containsOnlyKeys("upstream.trust");
        assertThat(errors("upstream.trust", "signatur")).containsOnlyKeys("upstream.trust");
        assertThat(errors("upstream.trust", "signature,shared-secret")).containsOnlyKeys("upstream.trust");
        assertThat(errors("upstream.trust", "signature", "upstream.shared.secret", "K1"))
                .containsOnlyKeys("upstream.shared.secret");
    }

    @Test
    void repliesNeedAConsumerAndTime() {
        String servers = "reply.consumer.bootstrap.servers";
        assertThat(errors("reply.topic", "r", servers, "localhost:9092")).isEmpty();
        assertThat(errors("reply.topic", "r").get("reply.topic"))
                .singleElement()
                .asString()
                .contains(servers);
        assertThat(errors(servers, "localhost:9092")).containsOnlyKeys("reply.topic");
        assertThat(errors("reply.topic", "r", servers, "b:1", "reply.timeout.ms", "20000"))
                .containsOnlyKeys("reply.timeout.ms");
        assertThat(errors("reply.topic", "r", servers, "b:1", "reply.timeout.ms", "10000", "reply.events", "connect"))
                .containsOnlyKeys("reply.timeout.ms");
        assertThat(errors("reply.topic", "a b", servers, "b:1", "reply.events", "connected", "reply.form", "xml"))
                .containsOnlyKeys("reply.topic", "reply.events", "reply.form");
    }

    @Test
    void theConsumerOfRepliesHasSettingsThatAConsumerTakes() {
        String prefix = "reply.consumer.";
        String servers = prefix + "bootstrap.servers";
        assertThat(errors("reply.topic", "r", servers, "b:1", prefix + "security.protocol", "SSL"))
                .isEmpty();
        // The reader has no group, whatever is given.
        assertThat(errors("reply.topic", "r", servers, "b:1", prefix + "enable.auto.commit", "true"))
                .isEmpty();
        assertThat(errors("reply.topic", "r", servers, " ", prefix + "fetch.max.wait.ms", "hunter2"))
                .containsOnlyKeys("reply.topic")
                .extractingByKey("reply.topic")
                .asString()
                .contains(servers, "host:port", prefix + "fetch.max.wait.ms", "remove")
                .doesNotContain("hunter2");
        assertThat(errors("reply.topic", "r", servers, "b:1", prefix + "security.protocol", "TLS"))
                .containsOnlyKeys("reply.topic");
    }

    @Test
    void tellsAllThatIsWrongWithOneOptionAtOnce() {
        assertThat(errors("topic", "same", "reply.topic", "same", "reply.consumer.bootstrap.servers", " ")
                        .get("reply.topic"))
                .hasSize(2);
    }

    @Test
    void nobodyIsAdmittedWhomAnApplicationWasToDecideAbout() {
        String[] asked = {
            "reply.topic",
            "r",
            "reply.consumer.bootstrap.servers",
            "b:1",
            "connect.unavailable",
            "admit",
            "reply.events",
            "connect"
        };
        assertThat(errors(asked)).containsOnlyKeys("connect.unavailable");
        assertThat(errors(asked).get("connect.unavailable"))
                .singleElement()
                .asString()
                .contains("reply.unanswered.connect=accept");
        assertThat(errors(with(asked, "reply.unanswered.connect", "accept"))).isEmpty();
        assertThat(errors(with(asked, "reply.events", "message"))).isEmpty();
    }

    private static String[] with(String[] pairs, String... more) {
        return Stream.concat(Stream.of(pairs), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void bearerTokensAreCheckedForTenantAudienceAndCaller() {
        assertThat(errors("upstream.trust", "bearer"))
                .containsOnlyKeys("upstream.entra.tenant", "upstream.entra.audience", "upstream.entra.callers");
        assertThat(errors("upstream.entra.audience", "api://bridge"))
                .containsOnlyKeys("upstream.entra.tenant", "upstream.entra.callers");
        assertThat(errors(bearer("upstream.trust", "signature"))).containsOnlyKeys("upstream.entra.audience");
        assertThat(errors(bearer("upstream.entra.tenant", "contoso.onmicrosoft.com")))
                .containsKeys("upstream.entra.tenant");
        assertThat(errors(bearer("upstream.entra.callers", "*,x"))).containsOnlyKeys("upstream.entra.callers");
        for (String url : List.of("http://login.example/x", "login.example", "https://", "file:///x")) {
            assertThat(errors(bearer("upstream.entra.metadata.url", url)))
                    .as(url)
                    .containsOnlyKeys("upstream.entra.metadata.url");
        }
        assertThat(errors(bearer("files.root", "/secrets", "upstream.entra.ca.file", "/etc/ca.pem")))
                .containsOnlyKeys("upstream.entra.ca.file");
        assertThat(errors(bearer())).isEmpty();
        assertThat(errors(bearer("webpubsub.connection.string", ABSENT, "webpubsub.endpoint", "https://c.example")))
                .isEmpty();
    }

    @Test
    void bearerJoinsTheProofsThatAreConfigured() {
        SourceConfig.Door door = SourceConfig.parse(properties(bearer("upstream.shared.secret", "K1")))
                .door();
        assertThat(door.proofs()).containsExactly(Proof.SIGNATURE, Proof.SHARED_SECRET, Proof.BEARER);
        BearerOptions options = door.bearer().orElseThrow();
        assertThat(options.issuers())
                .containsExactlyInAnyOrder(
                        "https://sts.windows.net/" + TENANT + "/",
                        "https://login.microsoftonline.com/" + TENANT + "/v2.0");
        assertThat(options.metadata())
                .hasToString("https://login.microsoftonline.com/" + TENANT + "/v2.0/.well-known/openid-configuration");
        assertThat(SourceConfig.parse(properties(bearer("upstream.entra.callers", "*")))
                        .door()
                        .bearer())
                .get()
                .extracting(BearerOptions::callers)
                .isEqualTo(Set.of());
        assertThat(SourceConfig.parse(properties()).door().bearer()).isEmpty();
    }

    private static String[] bearer(String... more) {
        return Stream.concat(
                        Stream.of(
                                "upstream.entra.tenant", TENANT,
                                "upstream.entra.audience", "api://bridge",
                                "upstream.entra.callers", "service-oid"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream.entra.callers",
                "upstream.entra.audience",
                "upstream.entra.issuers",
                "upstream.allowed.origins"
            })
    void aCommaTooManyAllowsNobodyBesides(String list) {
        for (String value : List.of("a,", ",", "a,,b", " ,a")) {
            assertThat(errors(bearer(list, value))).as(value).containsOnlyKeys(list);
        }
    }

    @Test
    void theTenantOfAnIssuerIsInLowerCase() {
        String capitals = "ABCDEF00-2222-3333-4444-555555555555";
        BearerOptions options = SourceConfig.parse(properties(bearer("upstream.entra.tenant", capitals)))
                .door()
                .bearer()
                .orElseThrow();
        assertThat(options.issuers())
                .contains("https://sts.windows.net/abcdef00-2222-3333-4444-555555555555/")
                .noneMatch(issuer -> issuer.contains("ABCDEF"));
    }

    @Test
    void originsAreNeverAStarByDefault() {
        assertThat(errors("webpubsub.connection.string", ABSENT, "upstream.trust", "none"))
                .containsOnlyKeys("upstream.allowed.origins");
        Map<String, String> local = properties(
                "webpubsub.connection.string", "Endpoint=http://localhost:8080;AccessKey=" + KEY + ";Version=1.0;");
        assertThat(SourceConfig.parse(local).door().allowedOrigins())
                .contains("localhost", "127.0.0.1", "[::1]")
                .doesNotContain("*");
    }

    @Test
    void anOpenAddressNeedsTlsOrAnExplicitWord() {
        assertThat(errors("upstream.listen.address", "0.0.0.0:80")).containsOnlyKeys("upstream.listen.address");
        assertThat(errors("upstream.listen.address", "[::]:80")).containsOnlyKeys("upstream.listen.address");
        assertThat(errors("upstream.listen.address", "0.0.0.0:80", "upstream.tls.terminated.before", "true"))
                .isEmpty();
        assertThat(errors(
                        "upstream.listen.address", "0.0.0.0:443",
                        "upstream.tls.certificate.file", "/absent/here.pem",
                        "upstream.tls.key.file", "/absent/key.pem"))
                .isEmpty();
        assertThat(errors("upstream.tls.certificate.file", "/c.pem")).containsOnlyKeys("upstream.tls.key.file");
        assertThat(errors("upstream.tls.keystore.file", "/k.p12")).containsOnlyKeys("upstream.tls.key.password");
        assertThat(errors(
                        "files.root", "/secrets",
                        "upstream.tls.certificate.file", "/secrets/c.pem",
                        "upstream.tls.key.file", "/secrets/../etc/key.pem"))
                .containsOnlyKeys("upstream.tls.key.file");
        assertThat(errors("files.root", "/secrets", "upstream.tls.certificate.file", " "))
                .as("blank is absent")
                .isEmpty();
        assertThat(errors("files.root", "a\0b", "upstream.tls.client.ca.file", "a\0b"))
                .as("all at once")
                .containsOnlyKeys("files.root", "upstream.tls.client.ca.file");
    }

    @Test
    void theLargestBodyHasRoom() {
        assertThat(errors("upstream.body.max.bytes", "2000000", "upstream.bodies.max.bytes", "1500000"))
                .containsOnlyKeys("upstream.bodies.max.bytes");
    }

    @Test
    void placeholdersOfProvidersAreToleratedForCredentialsOnly() {
        assertThat(errors("webpubsub.connection.string", "${file:/s:connection}"))
                .isEmpty();
        assertThat(String.valueOf(errors("topic", "${file:/s:topic}").get("topic")))
                .contains("config provider");
        assertThatThrownBy(() -> SourceConfig.parse(properties("webpubsub.connection.string", "${file:/s:connection}")))
                .hasMessageContaining("config.providers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream.shared.secret",
                "webpubsub.connection.string.secondary",
                "webpubsub.access.key.secondary"
            })
    void aTaskNeverTakesAPlaceholderForASecretNorGoesWithout(String secret) {
        assertThat(errors(secret, "${file:/s:code}")).isEmpty();
        assertThatThrownBy(() -> SourceConfig.parse(properties(secret, "${file:/s:code}")))
                .hasMessageContaining(secret)
                .hasMessageContaining("config.providers");
    }

    @Test
    void aSecretThatNoRequestCouldBringIsToldWithoutItsText() {
        for (String key : List.of(KEY + "\n" + KEY, "x", "x".repeat(31))) {
            Map<String, List<String>> errors = errors(
                    "webpubsub.connection.string",
                    ABSENT,
                    "webpubsub.endpoint",
                    "https://c.example",
                    "webpubsub.access.key",
                    key,
                    "upstream.shared.secret",
                    "K1");
            assertThat(errors).containsOnlyKeys("webpubsub.access.key");
            assertThat(errors.toString()).doesNotContain(KEY);
        }
        for (String secret : List.of("K1\nsecret", "K1\tsecret")) {
            Map<String, List<String>> errors = errors("upstream.shared.secret", secret);
            assertThat(errors).containsOnlyKeys("upstream.shared.secret");
            assertThat(errors.toString()).doesNotContain("K1");
        }
        assertThat(errors("upstream.shared.secret", " ")).isEmpty();
        assertThat(errors("upstream.shared.secret", "K1\n")).as("as files end").isEmpty();
    }

    @Test
    void noErrorTellsASecret() {
        Map<String, List<String>> errors = errors(
                "webpubsub.connection.string", "Endpoint=https://c.example;AccessKey=short-secret;",
                "upstream.shared.secret", "another-secret",
                "upstream.trust", "signature");
        assertThat(errors).containsKeys("webpubsub.connection.string", "upstream.shared.secret");
        assertThat(errors.toString()).doesNotContain("short-secret").doesNotContain("another-secret");
        assertThat(SourceConfig.parse(properties()).toString()).doesNotContain(KEY);
    }

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    @ParameterizedTest
    @CsvSource(
            nullValues = "",
            value = {
                "binary,,bytes,",
                "binary,,json,",
                "binary,,,",
                "binary,,text,record.mode",
                "structured,,bytes,",
                "structured,,text,record.mode",
                "structured,text,text,record.mode record.data",
                "struct,,json,",
                "struct,text,json,",
                "struct,,bytes,record.mode",
                "struct,json,text,record.mode",
                "binary,text,text,",
                "binary,text,json,",
                "binary,text,bytes,record.data",
                "binary,json,json,",
                "binary,json,bytes,record.data",
                "binary,json,text,record.data"
            })
    void convertersThatWouldSpoilRecordsAreNamedWithTheRemedy(
            String mode, @Nullable String data, @Nullable String converter, @Nullable String blamed) {
        Map<String, String> names = Map.of("bytes", BYTES, "text", TEXT, "json", JSON);
        Map<String, List<String>> errors = errors(
                "record.mode",
                mode,
                "record.data",
                data == null ? ABSENT : data,
                "value.converter",
                converter == null ? ABSENT : names.getOrDefault(converter, ""));
        assertThat(errors.keySet()).isEqualTo(blamed == null ? Set.of() : Set.of(blamed.split(" ")));
        assertThat(errors.values()).allMatch(texts -> texts.get(0).contains("set "));
    }

    @Test
    void keysAndHeadersAreTexts() {
        assertThat(errors("key.converter", BYTES)).containsOnlyKeys("record.key");
        assertThat(errors("key.converter", BYTES, "record.key", "")).isEmpty();
        assertThat(errors("header.converter", BYTES)).containsOnlyKeys("record.mode");
    }

    @Test
    void presenceHasATopicOfItsOwn() {
        assertThat(errors("presence.topic", "online.${hub}")).isEmpty();
        assertThat(errors("presence.topic", "online.${event}")).containsOnlyKeys("presence.topic");
        assertThat(errors("presence.topic", "a b")).containsOnlyKeys("presence.topic");
        assertThat(errors("presence.topic", "webpubsub.${hub}")).containsOnlyKeys("presence.topic");
        assertThat(errors("presence.topic", "webpubsub.events")).containsOnlyKeys("presence.topic");
        assertThat(errors("presence.topic", "online", "topic.connect", "online"))
                .containsOnlyKeys("presence.topic");
        assertThat(errors("presence.topic", "online", "record.key", "", "key.converter", BYTES))
                .containsOnlyKeys("presence.topic");
    }

    @Test
    void repliesHaveATopicOfTheirOwn() {
        String[] replies = {"reply.topic", "replies", "reply.consumer.bootstrap.servers", "b:1"};
        assertThat(errors(with(replies, "topic", "${event}"))).isEmpty();
        for (String option : List.of("topic", "topic.connect", "topic.fallback", "presence.topic")) {
            assertThat(errors(with(replies, option, "replies")).keySet())
                    .as(option)
                    .contains("reply.topic");
        }
        assertThat(errors(with(replies, "reply.topic", "webpubsub.chat"))).containsOnlyKeys("reply.topic");
        assertThat(errors(with(replies, "reply.topic", "webpubsub.events"))).containsOnlyKeys("reply.topic");
    }

    @Test
    void topicsOfKindsAreTopics() {
        assertThat(errors("topic.connect", "a b")).containsOnlyKeys("topic.connect");
        assertThat(errors("topic.custom", "${userid}")).containsOnlyKeys("topic.custom");
        assertThat(errors("topic.message", "m.${hub}.${event}", "topic.other", "o"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant",
                "=x",
                "a b=x",
                "ü=x",
                "a=${nope}",
                "a=${env:HUB}",
                "a=1,a=2",
                "ce_id=x",
                "Content-Type=x",
                "mqtt-a=x",
                "WebPubSub-Correlation-Id=x",
                "traceparent=x"
            })
    void headersHaveNamesThatNobodyElseWrites(String headers) {
        assertThat(errors("record.headers", headers)).containsOnlyKeys("record.headers");
    }

    @Test
    void transactionsMustEndBeforeTheAnswerIsDue() {
        assertThat(errors("transaction.boundary", "interval")).containsOnlyKeys("answer.timeout.ms");
        assertThat(errors("transaction.boundary", "interval", "transaction.boundary.interval.ms", "5001"))
                .containsOnlyKeys("answer.timeout.ms");
        assertThat(errors("transaction.boundary", "interval", "transaction.boundary.interval.ms", "5000"))
                .isEmpty();
    }

    @Test
    void hubsAndTopicsMustGoTogether() {
        assertThat(errors("webpubsub.hub", "a,b,A")).containsOnlyKeys("webpubsub.hub");
        assertThat(errors("webpubsub.hub", "a[1]")).containsOnlyKeys("topic");
        assertThat(errors("webpubsub.hub", "a[1]", "topic", "events")).isEmpty();
        assertThat(errors("webpubsub.hub", ABSENT)).containsOnlyKeys("webpubsub.hub");
    }

    private static Map<String, List<String>> errors(String... more) {
        return SourceValidation.validate(properties(more)).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    /** An ordinary configuration, changed by pairs of keys and values; ABSENT takes a key away. */
    private static Map<String, String> properties(String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "chat");
        properties.put("webpubsub.hub", "chat");
        properties.put("webpubsub.connection.string", STRING);
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        properties.values().removeIf(ABSENT::equals);
        return properties;
    }
}
