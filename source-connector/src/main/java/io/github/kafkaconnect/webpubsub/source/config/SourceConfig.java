package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;

/** All values that one task works with, checked and typed. Its text form holds no secret. */
public record SourceConfig(
        TaskIdentity identity,
        List<Hub> hubs,
        Door door,
        Answers answers,
        RecordSettings records,
        ReplyOptions replies,
        ParsedConfig options) {

    /**
     * Who the task is.
     *
     * @param connector name of the connector
     * @param index of the task, counted from 0
     */
    public record TaskIdentity(String connector, int index) {
        /** The prefix of thread names. */
        public String threadPrefix() {
            return "webpubsub-" + connector + "-" + index;
        }
    }

    /** Whom the listener serves. Secrets stay out of the text form. */
    public record Door(
            ListenAddress address,
            String path,
            String healthPath,
            Set<Proof> proofs,
            List<String> accessKeys,
            String sharedSecret,
            Optional<BearerOptions> bearer,
            List<String> allowedOrigins) {
        @Override
        public String toString() {
            return "Door[address=" + address + ", path=" + path + ", proofs=" + proofs + ", allowedOrigins="
                    + allowedOrigins + "]";
        }
    }

    /** How long answers may take, in milliseconds, and how much may wait. */
    public record Answers(
            long timeoutMs,
            long connectTimeoutMs,
            long pollGapMs,
            int maxEvents,
            long maxBytes,
            boolean toleratesDrops,
            boolean answersDropsWithSuccess,
            AdmissionOptions admission) {}

    /** Key under which a task learns its index; set by the connector. */
    public static final String TASK_INDEX = "webpubsub.task.index";

    /**
     * Reads a task's configuration.
     *
     * @throws WebPubSubException OPTION_CONFLICT with every problem
     * @throws org.apache.kafka.common.config.ConfigException for the first option that is wrong in itself
     */
    public static SourceConfig parse(Map<String, String> given) {
        Map<String, String> properties = withoutNulls(given);
        ParsedConfig options = SourceOptions.SPEC.parse(properties);
        List<Problem> problems = SourceRules.check(options, properties);
        if (!problems.isEmpty()) {
            StringBuilder text = new StringBuilder();
            problems.forEach(problem -> text.append(text.isEmpty() ? "" : "; ")
                    .append(problem.key())
                    .append(": ")
                    .append(problem.text()));
            throw new WebPubSubException(ErrorCode.OPTION_CONFLICT, text.toString());
        }
        Credentials credentials = new Credentials(options);
        TaskIdentity identity = new TaskIdentity(
                properties.getOrDefault("name", "source"), Integer.parseInt(properties.getOrDefault(TASK_INDEX, "0")));
        return new SourceConfig(
                identity,
                options.get(SourceOptions.HUB).stream().map(Hub::new).toList(),
                door(options, credentials),
                answers(options, properties),
                RecordSettings.of(options, properties),
                ReplyOptions.from(options, properties),
                options);
    }

    /** A JSON null in a connector's configuration means that the key is not given. */
    static Map<String, String> withoutNulls(Map<String, String> given) {
        Map<String, String> properties = new HashMap<>(given);
        properties.values().removeIf(Objects::isNull);
        return properties;
    }

    private static Door door(ParsedConfig options, Credentials credentials) {
        List<String> words = options.get(SourceOptions.TRUST);
        String secret =
                options.find(SourceOptions.SHARED_SECRET).map(Password::value).orElse("");
        Set<Proof> proofs = words.isEmpty() ? EnumSet.noneOf(Proof.class) : Proof.named(words);
        if (words.isEmpty() && credentials.hasKey()) {
            proofs.add(Proof.SIGNATURE);
        }
        if (words.isEmpty() && !secret.isBlank()) {
            proofs.add(Proof.SHARED_SECRET);
        }
        if (words.isEmpty() && BearerOptions.isGiven(options)) {
            proofs.add(Proof.BEARER);
        }
        requireResolved(credentials, secret);
        List<String> origins = options.get(SourceOptions.ALLOWED_ORIGINS);
        return new Door(
                ListenAddress.parse(options.get(SourceOptions.LISTEN_ADDRESS)),
                options.get(SourceOptions.PATH),
                options.get(SourceOptions.HEALTH_PATH),
                proofs,
                credentials.accessKeys(),
                secret,
                proofs.contains(Proof.BEARER) ? Optional.of(BearerOptions.from(options)) : Optional.empty(),
                origins.isEmpty() ? defaultOrigins(credentials.endpoint()) : origins);
    }

    /** A placeholder that was left as it is must not become a secret that anybody can read, nor a key be missing in silence. */
    private static void requireResolved(Credentials credentials, String sharedSecret) {
        List<String> unknown = new ArrayList<>(credentials.unresolved());
        if (Credentials.isPlaceholder(sharedSecret)) {
            unknown.add(SourceOptions.SHARED_SECRET.key());
        }
        if (!unknown.isEmpty()) {
            throw new WebPubSubException(
                    ErrorCode.OPTION_INVALID,
                    String.join(", ", unknown)
                            + " still holds a placeholder that the worker did not resolve; set config.providers on the worker, and"
                            + " see that what it names is there");
        }
    }

    /** A loopback endpoint is a local emulator, which may name itself by any of its names. */
    private static List<String> defaultOrigins(Optional<Endpoint> endpoint) {
        return endpoint.map(found -> found.isLoopback()
                        ? List.of("localhost", "127.0.0.1", "[::1]", found.host())
                        : List.of(found.host()))
                .orElse(List.of());
    }

    private static Answers answers(ParsedConfig options, Map<String, String> properties) {
        return new Answers(
                options.get(SourceOptions.ANSWER_TIMEOUT_MS),
                options.get(SourceOptions.CONNECT_ANSWER_TIMEOUT_MS),
                options.get(SourceOptions.POLL_GAP_MS),
                options.get(SourceOptions.HANDOFF_MAX_EVENTS),
                options.get(SourceOptions.HANDOFF_MAX_BYTES),
                "all"
                        .equalsIgnoreCase(properties
                                .getOrDefault("errors.tolerance", "none")
                                .trim()),
                options.get(SourceOptions.UNACKNOWLEDGED_ANSWER).equals("2xx"),
                AdmissionOptions.from(options));
    }

    @Override
    public String toString() {
        return "SourceConfig[" + identity + ", hubs=" + hubs + ", " + door + "]";
    }
}
