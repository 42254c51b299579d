package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.auth.Role;
import io.github.kafkaconnect.webpubsub.emulator.entra.Application;
import io.github.kafkaconnect.webpubsub.stack.ConnectWorker;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plugin on a real worker calls the service with an identity. */
@ExtendWith(SharedStacks.Provider.class)
class EntraIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int TARGETS = 10;
    /** More than can be written, one after the other, in the life of a token. */
    private static final int MOST = 5_000;

    @ParameterizedTest
    @EnumSource
    void recordsArriveInOrderWithTokensThatAreRenewedMeanwhile(KafkaVersion version, SharedStacks stacks) {
        Stack stack = stacks.of(version);
        Flow flow = Flow.toAwkwardNames(TARGETS, MOST);
        String topic = stack.topic("entra", 1);
        try (EntraHub hub = new EntraHub();
                Audience audience = Audience.inGroups(hub.emulator, SinkConfig.HUB, flow.targets())) {
            hub.authority.lifetime(Duration.ofSeconds(20));
            try (Stack.Connector sink = stack.connector("entra", withSecret(hub, topic))) {
                int written = 0;
                hub.authority.rollOver();
                while (hub.authority.issued() < 2) {
                    written = more(flow, written, stack, topic, audience);
                }
                hub.authority.retireOldKeys();
                more(flow, written, stack, topic, audience);
                sink.awaitRunning();
            }
            assertThat(stack.worker().process().log()).doesNotContain(EntraHub.SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientsTokenComesFromTheServiceAndLetsTheClientIn(KafkaVersion version, SharedStacks stacks)
            throws IOException {
        Stack stack = stacks.of(version);
        String topic = stack.topic("entra", 1);
        String outcomes = stack.topic("outcomes", 1);
        try (EntraHub hub = new EntraHub()) {
            Map<String, String> config = SinkConfig.with(
                    withSecret(hub, topic),
                    "operation",
                    "generateClientToken",
                    "webpubsub.user",
                    "${key}",
                    "outcome.topic",
                    outcomes,
                    "outcome.secrets",
                    "true",
                    "outcome.producer.bootstrap.servers",
                    stack.bootstrapServers());
            config.remove("webpubsub.target");
            config.remove("webpubsub.target.name");
            try (Stack.Connector sink = stack.connector("entra", config)) {
                send(stack, topic, "ada");
                ConsumerRecord<byte[], byte[]> told =
                        stack.kafka().await(outcomes, 1, record -> true, LIMIT).get(0);
                JsonNode outcome = new ObjectMapper().readTree(told.value());
                assertThat(outcome.path("outcome").asText())
                        .as(outcome.toString())
                        .isEqualTo("delivered");
                assertThat(outcome.toString()).contains("token");
                assertThat(hub.emulator.recorded())
                        .anyMatch(request -> request.path().contains(":generateToken"));
                sink.awaitRunning();
            }
        }
    }

    @Test
    void aManagedIdentityNeedsNoSecretAtAll(SharedStacks stacks) {
        Stack stack = stacks.of(KafkaVersion.V4_3);
        Flow flow = Flow.toAwkwardNames(TARGETS, 2);
        Application machine = Application.of("machine-client", "machine-object");
        try (EntraHub hub = new EntraHub();
                TunnelProxy proxy = TunnelProxy.open();
                Audience audience = Audience.inGroups(hub.emulator, SinkConfig.HUB, flow.targets())) {
            hub.authority.systemAssigned(machine);
            hub.emulator.entra().assign(machine.objectId(), Role.SERVICE_OWNER);
            Map<String, String> surroundings = Map.of(
                    "IDENTITY_ENDPOINT", hub.authority.appServiceUrl(),
                    "IDENTITY_HEADER", hub.authority.identityHeader());
            try (ConnectWorker worker = worker(stack, surroundings)) {
                int written = 0;
                for (String credential : List.of("managed-identity", "default-chain")) {
                    String topic = stack.topic("entra", 1);
                    run(
                            worker,
                            hub.config(
                                    topic,
                                    credential,
                                    "http.proxy.host",
                                    "127.0.0.1",
                                    "http.proxy.port",
                                    Integer.toString(proxy.port())));
                    written = more(flow, written, stack, topic, audience);
                }
            }
            assertThat(proxy.tunnels())
                    .as("to the service alone: the identity's endpoint is on this machine")
                    .isNotEmpty()
                    .containsOnly(URI.create(hub.emulator.endpoint()).getAuthority());
        }
    }

    @Test
    void aMachineAsksItsMetadataServiceForTheIdentityThatIsNamed(SharedStacks stacks) {
        Stack stack = stacks.of(KafkaVersion.V4_3);
        Flow flow = Flow.toAwkwardNames(TARGETS, 3);
        Application machine = Application.of("machine-client", "machine-object");
        Application named = Application.of("named-client", "named-object");
        try (EntraHub hub = new EntraHub();
                Audience audience = Audience.inGroups(hub.emulator, SinkConfig.HUB, flow.targets())) {
            hub.authority.systemAssigned(machine);
            hub.authority.userAssigned(named);
            hub.emulator.entra().assign(named.objectId(), Role.SERVICE_OWNER);
            Map<String, String> surroundings = Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", hub.authority.imdsHost());
            try (ConnectWorker worker = worker(stack, surroundings)) {
                int written = 0;
                for (String credential : List.of("managed-identity", "default-chain")) {
                    String topic = stack.topic("entra", 1);
                    run(worker, hub.config(topic, credential, "webpubsub.entra.client.id", named.clientId()));
                    written = more(flow, written, stack, topic, audience);
                }
                hub.emulator.entra().assign(machine.objectId(), Role.SERVICE_OWNER);
                String topic = stack.topic("entra", 1);
                run(worker, hub.config(topic, "managed-identity"));
                more(flow, written, stack, topic, audience);
            }
            assertThat(hub.authority.issued()).isGreaterThanOrEqualTo(3);
        }
    }

    private static ConnectWorker worker(Stack stack, Map<String, String> surroundings) {
        return new ConnectWorker(ConnectWorker.Settings.small(KafkaVersion.V4_3, stack.bootstrapServers())
                        .group("entra")
                        .environment(surroundings))
                .start();
    }

    private static void run(ConnectWorker worker, Map<String, String> config) {
        String name = Stack.uniqueName("entra");
        worker.rest().put(name, config);
        worker.rest().awaitRunning(name, Stack.RUNNING_LIMIT);
    }

    /** Writes one more record to each target, and waits for it. */
    private static int more(Flow flow, int written, Stack stack, String topic, Audience audience) {
        flow.write(stack.kafka(), topic, written, written + 1);
        int now = written + 1;
        Map<String, List<String>> expected = flow.expected();
        expected.replaceAll((target, texts) -> texts.subList(0, now));
        assertThat(audience.await(TARGETS * now, LIMIT).received()).isEqualTo(expected);
        return now;
    }

    private static Map<String, String> withSecret(EntraHub hub, String topic) {
        return hub.applicationConfig(topic, "client-secret", "webpubsub.entra.client.secret", EntraHub.SECRET);
    }

    private static void send(Stack stack, String topic, String key) {
        stack.kafka().send(new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), null));
        stack.kafka().flush();
    }
}
