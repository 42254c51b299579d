package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
        return validate(given, options -> List.of());
    }

    /** @param more finds what other rooms know to be wrong, in the options that are right in themselves */
    public static Config validate(Map<String, String> given, Function<ParsedConfig, List<Problem>> more) {
        Map<String, String> properties = SourceConfig.withoutNulls(given);
        List<ConfigValue> values = SourceOptions.SPEC.toConfigDef().validate(properties);
        Map<String, ConfigValue> valueByKey =
                values.stream().collect(Collectors.toMap(ConfigValue::name, value -> value));
        ParsedConfig usable = usable(properties, values);
        Set<String> wrongByThemselves = values.stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(ConfigValue::name)
                .collect(Collectors.toSet());
        for (Problem problem : SourceRules.check(usable, properties)) {
            ConfigValue value = valueByKey.get(problem.key());
            if (value != null && !wrongByThemselves.contains(problem.key())) {
                value.addErrorMessage("WPS-1002 " + problem.key() + " " + problem.text());
            }
        }
        for (Problem problem : more.apply(usable)) {
            ConfigValue value = valueByKey.get(problem.key());
            if (value != null) {
                value.addErrorMessage("WPS-1001 " + problem.key() + " " + problem.text());
            }
        }
        warnOfDrops(properties);
        warnOfFiles(usable);
        warnOfPolicyFile(usable);
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

    private static void warnOfPolicyFile(ParsedConfig usable) {
        String file = usable.findText(PolicyOptions.POLICY_FILE).orElse("");
        String root = usable.findText(SourceOptions.FILES_ROOT).orElse("");
        if (file.isEmpty() || root.isEmpty() || PolicyOptions.isUnresolved(file)) {
            return;
        }
        try {
            if (PolicyFiles.read(file, root).isEmpty()) {
                warnUnreadable(PolicyOptions.POLICY_FILE);
            }
        } catch (IllegalArgumentException reportedAsProblem) {
            // Whoever reads the document says so on its key.
        }
    }

    private static void warnUnreadable(Option<?> option) {
        LOG.warn("The file of {} is not readable on this machine; the task's machine must have it", option.key());
    }

    private static void warnOfDrops(Map<String, String> properties) {
        if ("all"
                .equalsIgnoreCase(
                        properties.getOrDefault("errors.tolerance", "none").trim())) {
            LOG.warn("errors.tolerance=all lets Connect drop events: sources have no dead letter queue. Their answer is"
                    + " unacknowledged.answer");
        }
    }

    private static void warnOfFiles(ParsedConfig usable) {
        for (Option<String> option : List.of(
                SourceOptions.TLS_CERTIFICATE_FILE,
                SourceOptions.TLS_KEY_FILE,
                SourceOptions.TLS_KEYSTORE_FILE,
                SourceOptions.TLS_CLIENT_CA_FILE,
                BearerOptions.CA_FILE)) {
            usable.findText(option)
                    .filter(file -> !Credentials.isPlaceholder(file) && !Files.isReadable(Path.of(file)))
                    .ifPresent(file -> warnUnreadable(option));
        }
    }
}
