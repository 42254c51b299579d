package io.github.kafkaconnect.webpubsub.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** What a user interface shows, through Kafka's own validation. */
class SourceVisibilityTest {
    @Test
    void whatNeedsAnotherOptionIsHiddenWithoutIt() {
        assertThat(shown())
                .contains(
                        "webpubsub.connection.string",
                        "webpubsub.endpoint",
                        "upstream.shared.secret",
                        "upstream.tls.certificate.file",
                        "upstream.tls.keystore.file",
                        "upstream.tls.terminated.before",
                        "reply.topic")
                .doesNotContain(
                        "upstream.tls.key.password",
                        "upstream.tls.keystore.type",
                        "upstream.tls.client.ca.file",
                        "files.root",
                        "reply.events",
                        "reply.timeout.ms",
                        "reply.unanswered",
                        "reply.unanswered.connect",
                        "reply.form");
    }

    @Test
    void pemFilesAndAKeyStoreHideEachOther() {
        assertThat(shown("upstream.tls.certificate.file", "/tls.pem"))
                .contains("upstream.tls.key.file", "upstream.tls.client.ca.file", "files.root")
                .doesNotContain(
                        "upstream.tls.keystore.file",
                        "upstream.tls.keystore.type",
                        "upstream.tls.key.password",
                        "upstream.tls.terminated.before");
        assertThat(shown("upstream.tls.key.file", "/key.pem")).contains("upstream.tls.key.password");
        assertThat(shown("upstream.tls.keystore.file", "/tls.p12"))
                .contains(
                        "upstream.tls.keystore.type",
                        "upstream.tls.key.password",
                        "upstream.tls.client.ca.file",
                        "files.root")
                .doesNotContain("upstream.tls.certificate.file", "upstream.tls.key.file");
        assertThat(shown("upstream.tls.keystore.file", "/tls.p12", "upstream.tls.key.file", "/key.pem"))
                .contains("upstream.tls.keystore.file", "upstream.tls.key.file");
    }

    @Test
    void aSharedSecretIsShownWhereItIsChecked() {
        assertThat(shown("upstream.trust", "signature, shared-secret")).contains("upstream.shared.secret");
        assertThat(shown("upstream.trust", "signature")).doesNotContain("upstream.shared.secret");
        assertThat(shown("upstream.trust", "none")).doesNotContain("upstream.shared.secret");
    }

    @Test
    void aConnectionStringTakesThePlaceOfEndpointAndKeys() {
        assertThat(shown("webpubsub.connection.string", "x"))
                .contains("webpubsub.connection.string.secondary")
                .doesNotContain("webpubsub.endpoint", "webpubsub.access.key", "webpubsub.access.key.secondary");
        assertThat(shown("webpubsub.endpoint", "https://contoso.webpubsub.azure.com"))
                .contains("webpubsub.access.key", "webpubsub.access.key.secondary")
                .doesNotContain("webpubsub.connection.string", "webpubsub.connection.string.secondary");
    }

    @Test
    void repliesShowWhatBelongsToThem() {
        assertThat(shown("reply.topic", "replies"))
                .contains("reply.events", "reply.timeout.ms", "reply.unanswered", "reply.form")
                .doesNotContain("reply.unanswered.connect");
        assertThat(shown("reply.topic", "replies", "reply.events", "connect,message"))
                .contains("reply.unanswered.connect");
    }

    @Test
    void bearerTokensShowTheirDetailsOnceATenantIsNamed() {
        assertThat(shown())
                .contains("upstream.entra.tenant", "upstream.entra.audience", "upstream.entra.callers")
                .doesNotContain("upstream.entra.issuers", "upstream.entra.ca.file", "upstream.entra.keys.refresh.ms");
        assertThat(shown("upstream.entra.tenant", "11111111-2222-3333-4444-555555555555"))
                .contains(
                        "upstream.entra.issuers",
                        "upstream.entra.metadata.url",
                        "upstream.entra.ca.file",
                        "upstream.entra.clock.skew.ms",
                        "upstream.entra.keys.refresh.ms");
        assertThat(shown("upstream.trust", "signature")).noneMatch(name -> name.startsWith("upstream.entra."));
        assertThat(shown("upstream.entra.ca.file", "/ca.pem")).contains("files.root");
    }

    @Test
    void rulesStandInTheConfigurationOrInAFile() {
        assertThat(shown()).contains("connect.policy", "connect.policy.file");
        assertThat(shown("connect.policy", "{}")).contains("connect.policy").doesNotContain("connect.policy.file");
        assertThat(shown("connect.policy.file", "rules.yaml"))
                .contains("connect.policy.file", "files.root")
                .doesNotContain("connect.policy");
    }

    @Test
    void aReplyTemplateShowsWhatItIs() {
        assertThat(shown()).doesNotContain("reply.content.type").contains("reply.connection.state");
        assertThat(shown("reply.template", "{}")).contains("reply.content.type", "reply.connection.state");
    }

    @Test
    void recordsAndPresenceShowWhatIsRead() {
        assertThat(shown()).contains("record.data").doesNotContain("presence.disconnects.max");
        assertThat(shown("record.mode", "structured")).doesNotContain("record.data");
        assertThat(shown("presence.topic", "online")).contains("presence.disconnects.max");
    }

    private static List<String> shown(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of("webpubsub.hub", "chat"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return SourceOptions.SPEC.toConfigDef().validate(properties).stream()
                .filter(ConfigValue::visible)
                .map(ConfigValue::name)
                .toList();
    }
}
