package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.WebPubSubSinkConnector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user interface shows, through Kafka's own validation. */
class VisibilityTest {
    private static final Set<Option<?>> OF_OPERATIONS = Stream.concat(
                    ParameterOptions.all().values().stream(),
                    Stream.of(
                            OperationOptions.OPERATION,
                            SinkOptions.TARGET,
                            SinkOptions.TARGET_NAME,
                            SinkOptions.TARGET_LIST))
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void sendShowsWhatItsTargetTakes() {
        assertThat(shownOfOperations("webpubsub.target", "group"))
                .containsExactlyInAnyOrder(
                        "operation",
                        "webpubsub.target",
                        "webpubsub.target.name",
                        "webpubsub.target.list",
                        "webpubsub.filter",
                        "webpubsub.excluded");
        assertThat(shownOfOperations("webpubsub.target", "Connection"))
                .containsExactlyInAnyOrder(
                        "operation", "webpubsub.target", "webpubsub.target.name", "webpubsub.target.list");
        assertThat(shownOfOperations("webpubsub.target", "all"))
                .containsExactlyInAnyOrder("operation", "webpubsub.target", "webpubsub.filter", "webpubsub.excluded");
        assertThat(shownOfOperations()).contains("webpubsub.target.name").doesNotContain("webpubsub.user");
    }

    @Test
    void aCallShowsItsParameters() {
        assertThat(shownOfOperations("operation", "addUserToGroup"))
                .containsExactlyInAnyOrder("operation", "webpubsub.user", "webpubsub.group");
        assertThat(shownOfOperations("operation", "closeConnection"))
                .containsExactlyInAnyOrder("operation", "webpubsub.connection", "webpubsub.reason");
        assertThat(shownOfOperations("operation", "command")).containsExactly("operation");
    }

    @Test
    void aWorkflowTakesThePlaceOfTheOperation() {
        assertThat(shownOfOperations("workflow", "notify-user-if-online")).isEmpty();
        assertThat(shown("workflow", "notify-user-if-online")).contains("payload.format", "workflow.document");
    }

    @Test
    void whereRecordsDecideEverythingIsShown() {
        List<String> all = OF_OPERATIONS.stream().map(Option::key).toList();
        assertThat(shownOfOperations("operation", "${header.do|send}")).containsExactlyInAnyOrderElementsOf(all);
        assertThat(shownOfOperations("workflow", "${header.flow|}", "operation", "command"))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void optionsThatNeedAnotherAreHiddenWithoutIt() {
        assertThat(shown())
                .contains("webpubsub.connection.string", "webpubsub.endpoint", "payload.decimal", "conflation.key")
                .doesNotContain("outcome.required", "tombstone.operation", "record.late.behavior", "folding.max.bytes");
        assertThat(shown("outcome.topic", "t", "tombstone.behavior", "operation", "record.max.age.ms", "5"))
                .contains("outcome.required", "outcome.secrets", "tombstone.operation", "record.late.behavior");
        assertThat(shown("folding.max.records", "2")).contains("folding.max.bytes");
        assertThat(shown("ordering", "none", "folding.max.records", "2"))
                .doesNotContain("conflation.key", "folding.max.records", "folding.max.bytes");
        assertThat(shown("payload.cloudevents", "true"))
                .contains("payload.format")
                .doesNotContain("payload.decimal");
        assertThat(shown("operation", "closeConnection"))
                .doesNotContain("payload.format", "payload.decimal", "tombstone.behavior", "message.ttl.seconds");
        assertThat(shown("webpubsub.connection.string", "x"))
                .contains("webpubsub.connection.string.secondary")
                .doesNotContain("webpubsub.endpoint", "webpubsub.access.key", "webpubsub.access.key.secondary");
        assertThat(shown("webpubsub.endpoint", "http://x"))
                .contains("webpubsub.access.key.secondary")
                .doesNotContain("webpubsub.connection.string", "webpubsub.connection.string.secondary");
    }

    @Test
    void anIdentityShowsWhatItsCredentialTakesAndHidesKeys() {
        assertThat(shown("webpubsub.entra.credential", "client-secret"))
                .contains(
                        "webpubsub.endpoint",
                        "webpubsub.entra.tenant.id",
                        "webpubsub.entra.client.id",
                        "webpubsub.entra.client.secret",
                        "webpubsub.entra.authority.host")
                .doesNotContain(
                        "webpubsub.access.key",
                        "webpubsub.connection.string",
                        "webpubsub.entra.certificate.location",
                        "webpubsub.entra.token.location");
        assertThat(shown("webpubsub.entra.credential", "Managed-Identity"))
                .contains("webpubsub.entra.client.id")
                .doesNotContain("webpubsub.entra.tenant.id", "webpubsub.entra.client.secret");
        assertThat(shown("webpubsub.connection.string", "x")).doesNotContain("webpubsub.entra.credential");
        assertThat(shown()).contains("webpubsub.entra.credential").doesNotContain("webpubsub.entra.tenant.id");
    }

    @Test
    void storesAndProxiesShowWhatBelongsToThem() {
        assertThat(shown())
                .contains("ssl.truststore.location", "ssl.keystore.location", "http.proxy.host")
                .doesNotContain(
                        "ssl.truststore.type",
                        "ssl.truststore.password",
                        "ssl.keystore.type",
                        "ssl.keystore.password",
                        "http.proxy.port",
                        "http.proxy.user",
                        "http.proxy.password",
                        "files.root");
        assertThat(shown("ssl.truststore.location", "/ca.pem"))
                .contains("ssl.truststore.type")
                .doesNotContain("ssl.truststore.password", "ssl.keystore.type");
        assertThat(shown("ssl.truststore.location", "/ca.p12", "ssl.truststore.type", "pkcs12"))
                .contains("ssl.truststore.password");
        assertThat(shown("ssl.keystore.location", "/own.pem", "ssl.keystore.type", "PEM"))
                .contains("ssl.keystore.type", "ssl.keystore.password");
        assertThat(shown("http.proxy.host", "proxy"))
                .contains("http.proxy.port", "http.proxy.user")
                .doesNotContain("http.proxy.password");
        assertThat(shown("http.proxy.host", "proxy", "http.proxy.user", "u")).contains("http.proxy.password");
        assertThat(shown("workflow.files", "flows.yaml")).contains("files.root");
    }

    @Test
    void whatOneTopicUsesIsShownForAll() {
        String[] base = {"webpubsub.target", "group", "webpubsub.target.name", "${key}"};
        assertThat(shownByConnector(base)).doesNotContain("webpubsub.connection", "webpubsub.reason");
        Map<String, String> properties = properties(base);
        properties.put("topic.the.leavers.operation", "closeConnection");
        assertThat(shownByConnector(properties))
                .contains("webpubsub.target.name", "payload.format", "webpubsub.connection", "webpubsub.reason")
                .doesNotContain("webpubsub.user");
    }

    private static List<String> shownByConnector(String... keysAndValues) {
        return shownByConnector(properties(keysAndValues));
    }

    private static List<String> shownByConnector(Map<String, String> properties) {
        return new WebPubSubSinkConnector()
                .validate(properties).configValues().stream()
                        .filter(ConfigValue::visible)
                        .map(ConfigValue::name)
                        .toList();
    }

    @Test
    void aValueThatCannotBeReadHidesNothing() {
        assertThat(shown("record.max.age.ms", "soon", "folding.max.records", "many"))
                .contains("record.late.behavior", "folding.max.bytes");
    }

    @Test
    void choicesAreNamed() {
        assertThat(validated(properties(), "payload.format").recommendedValues())
                .containsExactly("auto", "text", "json", "binary");
        assertThat(validated(properties(), "webpubsub.hub").recommendedValues()).isEmpty();
    }

    @Test
    void whatIsHiddenAndGivenKeepsItsError() {
        ConfigValue user = new WebPubSubSinkConnector()
                        .validate(properties(
                                "operation", "closeGroupConnections", "webpubsub.group", "g", "webpubsub.user", "u"))
                        .configValues()
                        .stream()
                        .filter(value -> value.name().equals("webpubsub.user"))
                        .findFirst()
                        .orElseThrow();
        assertThat(user.visible()).isFalse();
        assertThat(user.errorMessages())
                .containsExactly(
                        "WPS-1002 webpubsub.user has no meaning with operation=closeGroupConnections; remove it");
    }

    static Stream<List<String>> operations() {
        List<List<String>> all = new ArrayList<>();
        for (String target : List.of("all", "group", "user", "connection")) {
            all.add(List.of("webpubsub.target", target));
        }
        Arrays.stream(Operation.Kind.values()).forEach(kind -> all.add(List.of("operation", kind.operationName())));
        all.add(List.of("operation", "command"));
        return all.stream();
    }

    /** The two are written apart, and must not part. */
    @ParameterizedTest
    @MethodSource("operations")
    void hiddenIsExactlyWhatTheCheckCallsMeaningless(List<String> base) {
        for (Option<?> option : OF_OPERATIONS) {
            if (option.equals(OperationOptions.OPERATION)
                    || option.equals(SinkOptions.TARGET_LIST)
                    || base.contains(option.key())) {
                continue;
            }
            Map<String, String> properties = properties(base.toArray(String[]::new));
            properties.put(option.key(), option.equals(SinkOptions.TARGET) ? "user" : "sendToGroup");
            boolean meaningless = SinkConfigCheck.problems(properties).stream()
                    .anyMatch(problem -> problem.key().equals(option.key())
                            && problem.message().contains("has no meaning"));
            assertThat(validated(properties, option.key()).visible())
                    .as("%s with %s", option.key(), base)
                    .isEqualTo(!meaningless);
        }
    }

    private static List<String> shownOfOperations(String... keysAndValues) {
        Set<String> keys = OF_OPERATIONS.stream().map(Option::key).collect(Collectors.toSet());
        return shown(keysAndValues).stream().filter(keys::contains).toList();
    }

    private static List<String> shown(String... keysAndValues) {
        return validated(properties(keysAndValues)).values().stream()
                .filter(ConfigValue::visible)
                .map(ConfigValue::name)
                .toList();
    }

    private static ConfigValue validated(Map<String, String> properties, String key) {
        return Objects.requireNonNull(validated(properties).get(key), key);
    }

    private static Map<String, ConfigValue> validated(Map<String, String> properties) {
        return SinkOptions.SPEC.toConfigDef().validate(properties).stream()
                .collect(Collectors.toMap(ConfigValue::name, Function.identity()));
    }

    private static Map<String, String> properties(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("webpubsub.hub", "chat"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }
}
