package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.WebPubSubSourceConnector;
import io.github.kafkaconnect.webpubsub.source.config.PolicyFiles;
import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From options to policies, and what validation says of them. */
class SourcePoliciesTest {
    private static final String RULES = "{rules: [{when: {claim.tier: gold}, accept: {}}]}";
    private static final DocumentReader NO_FILES = (file, root) -> Optional.empty();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void withoutOptionsThereIsNothing() {
        SourcePolicies policies = SourcePolicies.of(options(), NO_FILES);
        assertThat(policies.connect()).isEmpty();
        assertThat(policies.reply()).isEmpty();
    }

    @Test
    void aDocumentComesInlineOrFromAFile() {
        UpstreamEvent gold = new Client().claim("tier", "gold").event();
        SourcePolicies inline = SourcePolicies.of(options("connect.policy", RULES), NO_FILES);
        assertThat(inline.connect().orElseThrow().decide(gold).rule()).isEqualTo("rules[0]");
        DocumentReader files = (file, root) ->
                Optional.of(file + root).filter("p.yaml/etc/x"::equals).map(x -> RULES);
        SourcePolicies read =
                SourcePolicies.of(options("connect.policy.file", "p.yaml", "files.root", "/etc/x"), files);
        assertThat(read.connect().orElseThrow().decide(gold).rule()).isEqualTo("rules[0]");
    }

    @Test
    void aReplyComesFromItsOptions() {
        UpstreamEvent event = new UpstreamEvent(UpstreamEvent.Kind.MESSAGE, Map.of("id", "7"), Map.of(), new byte[0]);
        SourcePolicies policies = SourcePolicies.of(
                options(
                        "reply.template", "{\"id\":\"${event.id}\"}",
                        "reply.content.type", "application/json",
                        "reply.connection.state", "s${event.id}"),
                NO_FILES);
        var reply = policies.reply().orElseThrow().reply(event);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":\"7\"}");
        assertThat(reply.findConnectionState()).contains("s7");
        ReplyTemplate state = SourcePolicies.of(options("reply.connection.state", "s"), NO_FILES)
                .reply()
                .orElseThrow();
        assertThat(state.reply(event).status()).isEqualTo(204);
    }

    @Test
    void validationNamesEveryProblemOnItsKey() {
        Map<String, List<String>> errors = errors(
                "connect.policy", "{rules: [{wen: {}, accept: }, {refuse: {status: 200}}]}",
                "reply.template", "{",
                "reply.content.type", "application/json",
                "reply.connection.state", "${nope}");
        assertThat(errors).containsOnlyKeys("connect.policy", "reply.template", "reply.connection.state");
        assertThat(errors.get("connect.policy"))
                .containsExactly(
                        "WPS-1001 connect.policy rules[0].wen: is unknown here; there are name, when, accept, refuse",
                        "WPS-1001 connect.policy rules[0]: has no conditions, so that later rules are never reached; give it"
                                + " some, or move it to the end",
                        "WPS-1001 connect.policy rules[1].refuse.status: must be a number from 400 to 499 and not 408, after"
                                + " which the service asks again");
    }

    @Test
    void optionsThatDoNotGoTogetherAreNamed() {
        assertThat(errors("connect.policy", RULES, "connect.policy.file", "p.yaml", "files.root", "/x")
                        .get("connect.policy.file"))
                .containsExactly("WPS-1001 connect.policy.file and connect.policy are both given; remove one");
        assertThat(errors("connect.policy.file", "p.yaml").get("connect.policy.file"))
                .containsExactly("WPS-1001 connect.policy.file needs files.root, the folder that the file is below");
        assertThat(errors("connect.policy.file", "../p.yaml", "files.root", "/x")
                        .get("connect.policy.file"))
                .containsExactly("WPS-1001 connect.policy.file must lie below files.root");
        assertThat(errors("reply.content.type", "text/plain").get("reply.content.type"))
                .containsExactly("WPS-1001 reply.content.type has no meaning without reply.template");
        assertThat(errors("reply.template", "x", "reply.content.type", "text/html"))
                .containsOnlyKeys("reply.content.type");
    }

    @Test
    void rulesThatBecameBlankLetNobodyIn() {
        for (String option : List.of("connect.policy", "connect.policy.file")) {
            String problem =
                    "WPS-1001 " + option + " is blank: give rules, or remove it to let clients in as their tokens say";
            assertThat(errors(option, " ")).containsEntry(option, List.of(problem));
            assertThatThrownBy(() -> SourcePolicies.of(options(option, ""), NO_FILES))
                    .hasMessage(problem);
        }
    }

    @Test
    void aFileThatIsNotHereMayBeThere() {
        assertThat(errors("connect.policy.file", "p.yaml", "files.root", folder.toString()))
                .isEmpty();
        assertThatThrownBy(() -> SourcePolicies.of(
                        options("connect.policy.file", "p.yaml", "files.root", folder.toString()), PolicyFiles::read))
                .hasMessage(
                        "WPS-1001 connect.policy.file cannot be read below files.root on this worker; put it there");
    }

    @Test
    void aFileThatIsHereIsChecked() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), "rules: []");
        assertThat(errors("connect.policy.file", "p.yaml", "files.root", folder.toString()))
                .containsEntry(
                        "connect.policy.file",
                        List.of("WPS-1001 connect.policy.file rules: must be a list of at least one rule"));
        assertThatThrownBy(() -> SourcePolicies.of(
                        options("connect.policy.file", "p.yaml", "files.root", folder.toString()), PolicyFiles::read))
                .hasMessage("WPS-1001 connect.policy.file rules: must be a list of at least one rule");
    }

    @Test
    void aPlaceholderOfAProviderIsLeftToTheTasksWorker() {
        assertThat(errors("connect.policy", "${vault:wps:policy}", "reply.template", "${vault:wps:reply}"))
                .isEmpty();
        assertThatThrownBy(() -> SourcePolicies.of(options("connect.policy", "${vault:wps:policy}"), NO_FILES))
                .hasMessage("WPS-1001 connect.policy is a placeholder that the worker did not resolve; set"
                        + " config.providers on the worker");
    }

    private static ParsedConfig options(String... more) {
        return SourceOptions.SPEC.parse(properties(more));
    }

    private static Map<String, List<String>> errors(String... more) {
        return new WebPubSubSourceConnector()
                .validate(properties(more)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static Map<String, String> properties(String... more) {
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "chat");
        properties.put("webpubsub.hub", "chat");
        properties.put(
                "webpubsub.connection.string",
                "Endpoint=https://contoso.webpubsub.azure.com;AccessKey=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH;");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }
}
