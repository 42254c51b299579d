package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinkConfigCheckTest {
    private static final String KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH";
    private static final String STRING = "Endpoint=https://demo.webpubsub.azure.com;AccessKey=" + KEY + ";Version=1.0;";

    private final Map<String, String> good = Map.of(
            "webpubsub.connection.string", STRING,
            "webpubsub.hub", "chat",
            "webpubsub.target", "group",
            "webpubsub.target.name", "${key}");

    @Test
    void hasNoProblemWithTheSmallestConfig() {
        assertThat(SinkConfigCheck.problems(good)).isEmpty();
        ParsedConfig config = SinkOptions.SPEC.parse(good);
        assertThat(config.find(SinkOptions.TARGET).orElseThrow()).isEqualTo(Target.Kind.GROUP);
        ServiceOptions service = ServiceOptions.from(config);
        assertThat(service.endpoint()).hasToString("https://demo.webpubsub.azure.com");
        assertThat(service.route()).isEqualTo(service.endpoint());
        assertThat(service.apiVersion()).isEqualTo("2024-12-01");
        assertThat(service.travelsInClear()).isFalse();
        assertThat(service.toString()).doesNotContain(KEY);
        assertThat(PayloadOptions.from(config))
                .isEqualTo(new PayloadOptions(
                        PayloadFormat.AUTO,
                        false,
                        DecimalForm.NUMBER,
                        HeaderTypes.STRICT,
                        TombstoneBehavior.SKIP,
                        null,
                        new ShapeOptions(List.of(), null, null)));
    }

    @Test
    void takesEndpointAndKeysInstead() {
        Map<String, String> properties = changed(
                "webpubsub.connection.string",
                "",
                "webpubsub.endpoint",
                "http://hub.internal:8080/",
                "webpubsub.access.key",
                KEY,
                "webpubsub.access.key.secondary",
                KEY + "2");
        assertThat(SinkConfigCheck.problems(properties)).isEmpty();
        ServiceOptions service = ServiceOptions.from(SinkOptions.SPEC.parse(properties));
        assertThat(service.connections()).hasSize(2);
        assertThat(service.endpoint()).hasToString("http://hub.internal:8080");
        assertThat(service.travelsInClear()).isTrue();
    }

    @Test
    void routesThroughAReverseProxy() {
        ServiceOptions service = ServiceOptions.from(
                SinkOptions.SPEC.parse(changed("webpubsub.reverse.proxy.endpoint", "https://gateway.example/wps/")));
        assertThat(service.route()).hasToString("https://gateway.example/wps");
        assertThat(service.endpoint()).hasToString("https://demo.webpubsub.azure.com");
    }

    @ParameterizedTest
    @CsvSource({
        "webpubsub.target.name, '', webpubsub.target.name",
        "webpubsub.target, all, webpubsub.target.name",
        "webpubsub.target, ALL, webpubsub.target.name",
        "webpubsub.connection.string, '', webpubsub.connection.string",
        "webpubsub.endpoint, https://a.b, webpubsub.endpoint",
        "webpubsub.access.key, secret, webpubsub.access.key",
        "webpubsub.access.key.secondary, secret, webpubsub.access.key.secondary",
        "webpubsub.connection.string.secondary, Endpoint=https://x.y;AccessKey=" + KEY
                + ", webpubsub.connection.string.secondary",
    })
    void namesTheOptionThatDoesNotFit(String key, String value, String problem) {
        assertThat(SinkConfigCheck.problems(changed(key, value)))
                .extracting(ConfigProblem::key)
                .containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "addUserToGroup, webpubsub.target webpubsub.target.name webpubsub.group webpubsub.user",
        "grantPermission, webpubsub.target webpubsub.target.name webpubsub.connection webpubsub.permission webpubsub.permission.group",
        "closeAllConnections, webpubsub.target webpubsub.target.name",
    })
    void namesWhatAnOperationLacksAndWhatItDoesNotTake(String operation, String problems) {
        assertThat(keys(changed("operation", operation))).containsExactlyInAnyOrder(problems.split(" "));
    }

    @Test
    void takesAnOperationWithAllThatItNeeds() {
        assertThat(keys(changed(
                        "operation",
                        "addUserToGroup",
                        "webpubsub.target",
                        "",
                        "webpubsub.target.name",
                        "",
                        "webpubsub.group",
                        "${key}",
                        "webpubsub.user",
                        "${value.user}")))
                .isEmpty();
        assertThat(keys(changed("operation", "${header.op|send}", "webpubsub.user", "${header.user}")))
                .isEmpty();
    }

    @Test
    void sendsTakeNoOptionOfAnotherOperation() {
        assertThat(keys(changed("webpubsub.user", "alice", "webpubsub.reason", "none")))
                .containsExactlyInAnyOrder("webpubsub.user", "webpubsub.reason");
        assertThat(keys(changed("webpubsub.filter", "userId ne '${key}'", "webpubsub.excluded", "${header.from}")))
                .isEmpty();
        assertThat(keys(changed("webpubsub.target", "user", "webpubsub.excluded", "c1")))
                .containsExactly("webpubsub.excluded");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "operation=userExists webpubsub.user=u webpubsub.target= webpubsub.target.name= | outcome.topic",
                "operation=generateClientToken webpubsub.target= webpubsub.target.name= | outcome.topic",
                "operation=command                                   | webpubsub.target webpubsub.target.name",
                "operation=command webpubsub.user=u webpubsub.target= webpubsub.target.name= | webpubsub.user",
                "operation=addConnectionsToGroups webpubsub.group=g webpubsub.target= webpubsub.target.name= | webpubsub.group webpubsub.groups",
                "operation=send workflow=notify-user-if-online       | operation",
                "outcome.topic=outcomes                              | outcome.topic",
                "outcome.required=false                              | outcome.required",
                "outcome.secrets=true                                | outcome.secrets",
                "tombstone.operation=closeGroupConnections           | tombstone.operation",
                "tombstone.behavior=operation                        | tombstone.operation",
                "tombstone.behavior=operation tombstone.operation=removeUserFromGroup | webpubsub.user",
                "message.metadata.a@b=x                              | message.trace.context",
                "message.metadata.=x                                 | message.trace.context",
                "message.metadata.room=${value                       | message.trace.context",
            })
    void namesTheOptionsThatDoNotFitTogether(String options, String problems) {
        assertThat(keys(changed(options.split("[ =]", -1)))).containsExactlyInAnyOrder(problems.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operation=userExists webpubsub.user=u webpubsub.target= webpubsub.target.name= outcome.topic=o"
                        + " outcome.producer.bootstrap.servers=b:1",
                "operation=command webpubsub.target= webpubsub.target.name=",
                "workflow=notify-user-if-online webpubsub.target= webpubsub.target.name=",
                "tombstone.behavior=operation tombstone.operation=closeGroupConnections webpubsub.reason=gone",
                "tombstone.behavior=operation tombstone.operation=removeUserFromGroup webpubsub.group=g operation=sendToUser"
                        + " webpubsub.user=u webpubsub.target= webpubsub.target.name=",
                "tombstone.behavior=operation tombstone.operation=closeUserConnections webpubsub.user=u operation=command"
                        + " webpubsub.reason=gone webpubsub.target= webpubsub.target.name=",
                "message.metadata.room=${key} message.trace.context=true",
            })
    void takesOptionsThatFitTogether(String options) {
        Map<String, String> properties = changed(options.split("[ =]", -1));
        properties.values().removeIf(String::isEmpty);

        assertThat(SinkConfigCheck.problems(properties)).isEmpty();
        SinkOptions.SPEC.parse(properties);
    }

    @ParameterizedTest
    @CsvSource({
        "tombstone.operation, sendToAll, sends nothing",
        "tombstone.operation, userExists, changes something",
        "operation, burnDownTheHub, is not the name of an operation",
        "webpubsub.permission, fly, sendToGroup",
        "webpubsub.filter, userId eq ${key}, between single quotes",
        "webpubsub.filter, \"userId eq 'a\", not closed",
        "webpubsub.excluded, ${nothing.here}, ",
    })
    void refusesWhatNoRecordCanMakeRight(String key, String value, String words) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SinkOptions.SPEC.parse(changed(key, value)))
                .withMessageContaining(key)
                .withMessageContaining(words == null ? "" : words);
    }

    @Test
    void theProducerOfOutcomesHasSettingsThatAProducerTakes() {
        String prefix = "outcome.producer.";
        String servers = prefix + "bootstrap.servers";
        assertThat(SinkConfigCheck.allProblems(
                        changed("outcome.topic", "o", servers, "b:1", prefix + "linger.ms", "5")))
                .isEmpty();
        assertThat(SinkConfigCheck.allProblems(
                        changed("outcome.topic", "o", servers, " ", prefix + "acks", "hunter2", "ordering", "none")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("outcome.topic"))
                .extracting(ConfigProblem::message)
                .asString()
                .contains(servers, prefix + "acks", "remove")
                .doesNotContain("hunter2");
        assertThat(SinkConfigCheck.allProblems(changed(servers, " "))).isEmpty();
    }

    @Test
    void asksForTheMissingHalfOfACredential() {
        assertThat(keys(changed("webpubsub.connection.string", "", "webpubsub.endpoint", "https://a.b")))
                .containsExactly("webpubsub.access.key");
        assertThat(keys(changed("webpubsub.connection.string", "", "webpubsub.access.key", KEY)))
                .containsExactly("webpubsub.endpoint");
        assertThat(keys(changed("webpubsub.connection.string", "", "webpubsub.connection.string.secondary", STRING)))
                .containsExactly("webpubsub.connection.string", "webpubsub.connection.string.secondary");
    }

    @Test
    void survivesAConfigWithNothingInIt() {
        assertThat(keys(Map.of())).containsExactly("webpubsub.target", "webpubsub.connection.string");
    }

    @Test
    void neverShowsASecret() {
        Map<String, String> properties = changed(
                "webpubsub.endpoint",
                "https://a.b",
                "webpubsub.access.key",
                KEY,
                "webpubsub.connection.string.secondary",
                STRING + "x");
        assertThat(SinkConfigCheck.problems(properties)).isNotEmpty().noneMatch(p -> p.message()
                .contains(KEY));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SinkOptions.SPEC.parse(changed("webpubsub.connection.string", "AccessKey=" + KEY)))
                .withMessageContaining("has no Endpoint")
                .withMessageContaining("[hidden]")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${file:/run/secrets/wps.properties:cs}", "${env:WPS}", "Endpoint=https://a.b;AccessKey=${env:K}"
            })
    void leavesPlaceholdersOfCredentialsToTheWorkerThatRunsTheTask(String text) {
        Map<String, String> properties = changed("webpubsub.connection.string", text);
        assertThat(SinkConfigCheck.problems(properties)).isEmpty();
        ParsedConfig config = SinkOptions.SPEC.parse(properties);
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> ServiceOptions.from(config))
                .withMessageContaining("webpubsub.connection.string still holds a placeholder");
    }

    @ParameterizedTest
    @CsvSource({
        "webpubsub.hub, 1chat, does not start with a letter",
        "webpubsub.hub, chat room, at position 4",
        "webpubsub.hub, chat-${topic}, has a character other than",
        "webpubsub.hub, '', needs 1 to 128",
        "webpubsub.target.name, ${env:ROOM}, config providers",
        "webpubsub.target.name, ${room}, is unknown",
        "webpubsub.target, everybody, 'must be one of all, group, user, connection'",
        "webpubsub.api.version, latest, is a date",
        "webpubsub.reverse.proxy.endpoint, ftp://x, scheme",
        "webpubsub.endpoint, https://a.b/path, only a reverse proxy",
        "webpubsub.access.key, short, shorter than 32 bytes",
        "payload.format, xml, 'must be one of auto, text, json, binary'",
    })
    void refusesSingleValuesWithTheReason(String key, String value, String reason) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SinkOptions.SPEC.parse(changed(key, value)))
                .withMessageContaining(reason);
    }

    @Test
    void hasNoDefaultTarget() {
        Map<String, String> properties = new HashMap<>(good);
        properties.remove("webpubsub.target");
        properties.remove("webpubsub.target.name");
        assertThat(keys(properties)).containsExactly("webpubsub.target");
    }

    private static List<String> keys(Map<String, String> properties) {
        return SinkConfigCheck.problems(properties).stream()
                .map(ConfigProblem::key)
                .toList();
    }

    private Map<String, String> changed(String... pairs) {
        Map<String, String> properties = new HashMap<>(good);
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min.in.flight.requests=200 | is 200, more than max.in.flight.requests=128, its default; lower it or raise the other",
                "initial.in.flight.requests=200 | is 200, more than max.in.flight.requests=128, its default; lower it or raise the other",
                "retry.backoff.ms=20000 | is 20000, more than retry.backoff.max.ms=10000, its default; lower it or raise the other",
                "retry.backoff.max.ms=50 | is 50, less than retry.backoff.ms=100, its default; raise it or give the other as well",
            })
    void namesBoundsThatContradictADefault(String pair, String message) {
        Map<String, String> properties = new HashMap<>(good);
        properties.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        assertThat(SinkConfigCheck.problems(properties))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith(message));
    }

    @Test
    void aDefaultGivesWayToWhatIsGiven() {
        Map<String, String> properties = new HashMap<>(good);
        properties.putAll(
                Map.of("max.in.flight.requests", "4", "retry.backoff.ms", "100", "retry.backoff.max.ms", "100"));
        assertThat(SinkConfigCheck.problems(properties)).isEmpty();
        properties.put("max.in.flight.requests", "many");
        assertThat(SinkConfigCheck.problems(properties))
                .as("told by the option itself")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "min.in.flight.requests=200 | min.in.flight.requests is 200, more than max.in.flight.requests=100",
                "initial.in.flight.requests=200 | initial.in.flight.requests is 200, more than max.in.flight.requests=100",
                "min.in.flight.requests=9;initial.in.flight.requests=8 | min.in.flight.requests is 9, more than initial",
                "retry.backoff.ms=500;retry.backoff.max.ms=400 | retry.backoff.ms is 500, more than retry.backoff.max.ms=400",
                "ordering=none;conflation.key=${key} | conflation.key has no meaning with ordering=none",
                "ordering=none;folding.max.records=5 | folding.max.records has no meaning with ordering=none",
                "record.late.behavior=fail | record.late.behavior has no meaning without record.max.age.ms",
            })
    void namesOptionsOfTheFlowThatContradictEachOther(String pairs, String message) {
        Map<String, String> properties = new HashMap<>(good);
        properties.put("max.in.flight.requests", "100");
        for (String pair : pairs.split(";", -1)) {
            properties.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThat(SinkConfigCheck.problems(properties))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource({
        "404, is not of the form status=handling",
        "404=ignore, must end in skip",
        "200=skip, names a status that cannot be moved",
        "sendToNobody:404=skip, names an operation that does not exist",
        "abc=skip, names no status",
    })
    void saysWhatIsWrongWithAStatusHandling(String entry, String message) {
        Map<String, String> properties = changed("status.handling", entry);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SinkOptions.SPEC.parse(properties))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"301", "-1", "soon"})
    void refusesATimeToLiveThatTheServiceDoesNotTake(String text) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> SinkOptions.SPEC.parse(changed("message.ttl.seconds", text)))
                .withMessageContaining("time to live");
    }
}
