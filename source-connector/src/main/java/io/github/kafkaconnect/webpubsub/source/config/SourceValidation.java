package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds all errors of a configuration at once, each on its own key. Runs on the REST node, which may not be the task's machine. */
public final class SourceValidation {
    private static final Logger LOG = LoggerFactory.getLogger(SourceValidation.class);

    private SourceValidation() {}

    public static Config validate(Map<String, String> given) {
        Map<String, String> properties = SourceConfig.withoutNulls(given);
        List<ConfigValue> values = SourceOptions.SPEC.toConfigDef().validate(properties);
        Map<String, ConfigValue> valueByKey =
                values.stream().collect(Collectors.toMap(ConfigValue::name, value -> value));
        for (Problem problem : SourceRules.check(usable(properties, values), properties)) {
            ConfigValue value = valueByKey.get(problem.key());
            if (value != null && value.errorMessages().isEmpty()) {
                value.addErrorMessage("WPS-1002 " + problem.key() + " " + problem.text());
            }
        }
        warn(properties);
        return new Config(values);
    }

    /** The configuration without the values that are wrong in themselves, so that the rules between the others can be checked. */
    private static ParsedConfig usable(Map<String, String> properties, List<ConfigValue> values) {
        Map<String, String> usable = new HashMap<>(properties);
        for (ConfigValue value : values) {
            if (!value.errorMessages().isEmpty()) {
                usable.remove(value.name());
                if (value.name().equals(SourceOptions.HUB.key())) {
                    usable.put(value.name(), "placeholder");
                }
            }
        }
        return SourceOptions.SPEC.parse(usable);
    }

    private static void warn(Map<String, String> properties) {
        if ("all"
                .equalsIgnoreCase(
                        properties.getOrDefault("errors.tolerance", "none").trim())) {
            LOG.warn("errors.tolerance=all lets Connect drop events: sources have no dead letter queue. Their answer is"
                    + " unacknowledged.answer");
        }
        for (Option<String> option : List.of(
                SourceOptions.TLS_CERTIFICATE_FILE,
                SourceOptions.TLS_KEY_FILE,
                SourceOptions.TLS_KEYSTORE_FILE,
                SourceOptions.TLS_CLIENT_CA_FILE,
                BearerOptions.CA_FILE)) {
            String file = properties.getOrDefault(option.key(), "");
            if (!file.isBlank() && !Credentials.isPlaceholder(file) && !Files.isReadable(Path.of(file))) {
                LOG.warn(
                        "The file of {} is not readable on this machine; the task's machine must have it",
                        option.key());
            }
        }
    }
}
