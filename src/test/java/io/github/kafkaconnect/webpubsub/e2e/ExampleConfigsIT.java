package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.stack.ExampleConfig;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import io.github.kafkaconnect.webpubsub.stack.WorkFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the worker's {@code PUT /connector-plugins/…/config/validate} says of good and of bad configurations. */
@ExtendWith(SharedStacks.Provider.class)
class ExampleConfigsIT {

    private static final String SECRETS = "/etc/kafka/webpubsub.properties";
    private static final String CONNECTION_STRING =
            "Endpoint=https://demo.webpubsub.azure.com;AccessKey=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH;Version=1.0;";

    @ParameterizedTest
    @EnumSource
    void everyExampleIsValid(KafkaVersion version, SharedStacks stacks) {
        try (WorkFolder folder = WorkFolder.create("secrets")) {
            Path secrets = folder.write(
                    "webpubsub.properties",
                    "connection.string=" + CONNECTION_STRING + "\nconnection.string.secondary=" + CONNECTION_STRING
                            + "\n");
            for (Path file : ExampleConfig.files()) {
                Map<String, String> config = named(ExampleConfig.read(file));
                config.replaceAll((key, value) -> value.replace(SECRETS, secrets.toString()));
                assertThat(errors(stacks.of(version), config))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
    }

    /** A placeholder that this worker cannot resolve may be resolved by the one that runs the task. */
    @ParameterizedTest
    @EnumSource
    void unknownPlaceholderForSecretIsNotAnError(KafkaVersion version, SharedStacks stacks) {
        for (String example : List.of("webpubsub-sink.json", "webpubsub-source.json")) {
            Map<String, String> config = named(ExampleConfig.read(example));
            config.put("webpubsub.connection.string", "${vault:webpubsub:connection-string}");
            assertThat(errors(stacks.of(version), config)).as(example).isEmpty();
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                sink("webpubsub.target.name", "webpubsub.target=all", "remove it"),
                sink("webpubsub.target.name", "webpubsub.target.name=", "for example ${key}"),
                sink("webpubsub.target.name", "webpubsub.target.name=${key", "${key"),
                sink("webpubsub.target", "webpubsub.target=everybody", "all, group, user, connection"),
                sink("webpubsub.hub", "webpubsub.hub=1st", "letter"),
                sink("webpubsub.connection.string", "webpubsub.connection.string=", "give it, or"),
                sink("webpubsub.connection.string", "webpubsub.connection.string=Endpoint=https://x", "AccessKey"),
                sink("webpubsub.endpoint", "webpubsub.endpoint=https://x", "remove one"),
                sink("max.in.flight.requests", "max.in.flight.requests=0", "1"),
                sink("payload.format", "payload.format=xml", "json"),
                source("upstream.trust", "webpubsub.connection.string=", "upstream.trust=none"),
                source("upstream.listen.address", "upstream.listen.address=0.0.0.0:8443", "upstream.tls"),
                source("upstream.path", "upstream.path=eventhandler", "start with /"),
                source("topic", "topic=a b", "topic"),
                source(
                        "connect.policy",
                        "connect.policy={rules: [{accept: {groups: ['']}}]}",
                        "rules[0].accept.groups[0]: "),
                source("record.key", "record.key=${nope}", "nope"),
                source("webpubsub.hub", "webpubsub.hub=", "hub"));
    }

    private static Arguments sink(String key, String change, String remedy) {
        return Arguments.of("webpubsub-sink.json", change, key, remedy);
    }

    private static Arguments source(String key, String change, String remedy) {
        return Arguments.of("webpubsub-source.json", change, key, remedy);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsBlamedOnTheKeyToChange(
            String example, String change, String key, String remedy, SharedStacks stacks) {
        Map<String, String> config = named(ExampleConfig.read(example));
        int equals = change.indexOf('=');
        config.put(change.substring(0, equals), change.substring(equals + 1));
        if (change.endsWith("=")) {
            config.remove(change.substring(0, equals));
        }
        Map<String, List<String>> errors = errors(stacks.of(KafkaVersion.V4_3), config);
        assertThat(errors).containsKey(key);
        assertThat(String.join("\n", errors.getOrDefault(key, List.of()))).contains(remedy);
        assertThat(errors.toString()).doesNotContain("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH");
    }

    /** The endpoint wants the name among the options, where the examples have it beside them. */
    private static Map<String, String> named(ExampleConfig example) {
        Map<String, String> config = new HashMap<>(example.config());
        config.put("name", example.name());
        return config;
    }

    private static Map<String, List<String>> errors(Stack stack, Map<String, String> config) {
        JsonNode verdict = stack.rest().validate(config.getOrDefault("connector.class", ""), config);
        Map<String, List<String>> errorsByKey = new LinkedHashMap<>();
        for (JsonNode option : verdict.path("configs")) {
            List<String> errors = new ArrayList<>();
            option.at("/value/errors").forEach(error -> errors.add(error.asText()));
            if (!errors.isEmpty()) {
                errorsByKey.put(option.at("/value/name").asText(), errors);
            }
        }
        assertThat(verdict.path("error_count").asInt()).isEqualTo(errorsByKey.size());
        return errorsByKey;
    }
}
