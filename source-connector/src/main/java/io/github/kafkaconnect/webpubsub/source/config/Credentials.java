package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;

/**
 * Endpoint and access keys, from connection strings or from options of their own. A value that is still a placeholder of a config
 * provider counts as given but unknown.
 */
final class Credentials {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}:]*:[^}]*\\}");
    private static final List<Option<Password>> KEYS =
            List.of(SourceOptions.ACCESS_KEY, SourceOptions.ACCESS_KEY_SECONDARY);
    private static final List<Option<Password>> STRINGS =
            List.of(SourceOptions.CONNECTION_STRING, SourceOptions.CONNECTION_STRING_SECONDARY);

    private final List<String> accessKeys = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> unresolved = new ArrayList<>();

    Credentials(ParsedConfig config) {
        STRINGS.forEach(option -> secret(config, option).ifPresent(text -> addString(option, text)));
        KEYS.forEach(option -> secret(config, option).ifPresent(accessKeys::add));
        config.find(SourceOptions.ENDPOINT).map(Endpoint::parse).ifPresent(this::addEndpoint);
    }

    /** Keys in the order primary, secondary. */
    List<String> accessKeys() {
        return List.copyOf(accessKeys);
    }

    Optional<Endpoint> endpoint() {
        return endpoints.stream().findFirst();
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Keys of options whose value is unknown here. */
    List<String> unresolved() {
        return List.copyOf(unresolved);
    }

    boolean hasKey() {
        return !unresolved.isEmpty() || !accessKeys.isEmpty();
    }

    boolean hasEndpoint() {
        return !unresolved.isEmpty() || !endpoints.isEmpty();
    }

    static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    private Optional<String> secret(ParsedConfig config, Option<Password> option) {
        Optional<String> given = config.find(option).map(Password::value).filter(text -> !text.isBlank());
        if (given.filter(Credentials::isPlaceholder).isEmpty()) {
            return given;
        }
        unresolved.add(option.key());
        return Optional.empty();
    }

    private void addString(Option<Password> option, String text) {
        try {
            ConnectionString parsed = ConnectionString.parse(text);
            accessKeys.add(parsed.accessKey());
            addEndpoint(parsed.endpoint());
        } catch (RuntimeException e) {
            problems.add(Problem.of(option, String.valueOf(e.getMessage())));
        }
    }

    private void addEndpoint(Endpoint endpoint) {
        if (!endpoints.isEmpty() && !endpoints.contains(endpoint)) {
            problems.add(Problem.of(
                    SourceOptions.ENDPOINT,
                    "two different endpoints are given: " + endpoints.get(0) + " and " + endpoint
                            + "; one connector serves one resource"));
        }
        endpoints.add(endpoint);
    }
}
