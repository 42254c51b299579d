package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.types.Password;

/** The rules between options. Each problem is laid at the key that a person should change. No file or network is touched. */
public final class SourceRules {
    private final ParsedConfig config;
    private final Map<String, String> properties;
    private final Credentials credentials;
    private final List<Problem> problems = new ArrayList<>();

    private SourceRules(ParsedConfig config, Map<String, String> properties) {
        this.config = config;
        this.properties = properties;
        this.credentials = new Credentials(config);
    }

    /**
     * All problems at once.
     *
     * @param config values that passed their options' own checks
     * @param properties the whole configuration, with the framework's own keys
     */
    public static List<Problem> check(ParsedConfig config, Map<String, String> properties) {
        SourceRules rules = new SourceRules(config, properties);
        rules.problems.addAll(rules.credentials.problems());
        rules.checkTrust();
        rules.checkOrigins();
        rules.checkTls();
        rules.checkBodies();
        rules.checkHubs();
        rules.problems.addAll(RecordRules.check(config, properties));
        rules.checkTransactions();
        rules.problems.addAll(ReplyOptions.problems(config, properties));
        return List.copyOf(rules.problems);
    }

    private void checkTrust() {
        List<String> words = config.get(SourceOptions.TRUST);
        Set<Proof> named = Proof.named(words);
        boolean secret = config.find(SourceOptions.SHARED_SECRET)
                .map(Password::value)
                .filter(text -> !text.isBlank())
                .isPresent();
        boolean bearer = BearerOptions.isGiven(config);
        if (words.isEmpty() && !credentials.hasKey() && !secret && !bearer) {
            add(
                    SourceOptions.TRUST.key(),
                    "nothing proves that an event comes from Web PubSub: set webpubsub.connection.string or"
                            + " webpubsub.access.key, upstream.shared.secret or upstream.entra.tenant, or write upstream.trust=none to accept events"
                            + " from anybody who reaches the address");
        }
        if (named.contains(Proof.SIGNATURE) && !credentials.hasKey()) {
            add(
                    SourceOptions.TRUST.key(),
                    "signature needs a key: set webpubsub.connection.string or webpubsub.access.key");
        }
        if (named.contains(Proof.SHARED_SECRET) && !secret) {
            add(SourceOptions.TRUST.key(), "shared-secret needs upstream.shared.secret");
        }
        if (secret && !words.isEmpty() && !named.contains(Proof.SHARED_SECRET)) {
            add(
                    SourceOptions.SHARED_SECRET.key(),
                    "is given but upstream.trust does not list shared-secret, so it would not be checked");
        }
        if (named.contains(Proof.BEARER) || (words.isEmpty() && bearer)) {
            problems.addAll(BearerOptions.problems(config));
        }
        if (bearer && !words.isEmpty() && !named.contains(Proof.BEARER)) {
            add(
                    BearerOptions.AUDIENCE.key(),
                    "upstream.entra options are given but upstream.trust does not list bearer, so tokens would not be checked");
        }
    }

    private void checkOrigins() {
        if (config.get(SourceOptions.ALLOWED_ORIGINS).isEmpty() && !credentials.hasEndpoint()) {
            add(
                    SourceOptions.ALLOWED_ORIGINS.key(),
                    "no host is allowed to post events: set webpubsub.endpoint or webpubsub.connection.string, or name the"
                            + " resource's hosts here");
        }
    }

    private void checkTls() {
        boolean certificate = given(SourceOptions.TLS_CERTIFICATE_FILE.key());
        boolean key = given(SourceOptions.TLS_KEY_FILE.key());
        boolean store = given(SourceOptions.TLS_KEYSTORE_FILE.key());
        if (certificate != key) {
            String missing = certificate ? SourceOptions.TLS_KEY_FILE.key() : SourceOptions.TLS_CERTIFICATE_FILE.key();
            add(missing, "is missing: certificate and private key come together");
        }
        if (store && (certificate || key)) {
            add(SourceOptions.TLS_KEYSTORE_FILE.key(), "give either PEM files or a key store, not both");
        }
        if (store && !given(SourceOptions.TLS_KEY_PASSWORD.key())) {
            add(SourceOptions.TLS_KEY_PASSWORD.key(), "is missing: a key store is read with its password");
        }
        boolean tls = certificate || key || store;
        if (given(SourceOptions.TLS_CLIENT_CA_FILE.key()) && !tls) {
            add(SourceOptions.TLS_CLIENT_CA_FILE.key(), "needs TLS: give upstream.tls.certificate.file or a key store");
        }
        ListenAddress address = ListenAddress.parse(config.get(SourceOptions.LISTEN_ADDRESS));
        if (!tls && !address.isLoopback() && !config.get(SourceOptions.TLS_TERMINATED_BEFORE)) {
            add(
                    SourceOptions.LISTEN_ADDRESS.key(),
                    "is open to the network without TLS: give upstream.tls.certificate.file and upstream.tls.key.file, or write"
                            + " upstream.tls.terminated.before=true if a proxy before this listener ends TLS");
        }
        checkFilesRoot();
    }

    private void checkBodies() {
        if (config.get(SourceOptions.BODIES_MAX_BYTES) < config.get(SourceOptions.BODY_MAX_BYTES)) {
            add(
                    SourceOptions.BODIES_MAX_BYTES.key(),
                    "is less than upstream.body.max.bytes, so that the largest body would never come in");
        }
    }

    private void checkFilesRoot() {
        Optional<String> root = config.findText(SourceOptions.FILES_ROOT);
        if (root.isEmpty()) {
            return;
        }
        Path folder = absolute(root.get());
        for (var option : List.of(
                SourceOptions.TLS_CERTIFICATE_FILE,
                SourceOptions.TLS_KEY_FILE,
                SourceOptions.TLS_KEYSTORE_FILE,
                SourceOptions.TLS_CLIENT_CA_FILE,
                BearerOptions.CA_FILE)) {
            boolean below = config.findText(option)
                    .map(file -> absolute(file).startsWith(folder))
                    .orElse(true);
            if (!below) {
                add(option.key(), "must lie below files.root");
            }
        }
    }

    private static Path absolute(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }

    private void checkHubs() {
        Set<Hub> seen = new HashSet<>();
        for (String name : config.get(SourceOptions.HUB)) {
            if (!seen.add(new Hub(name))) {
                add(SourceOptions.HUB.key(), "names hub " + name + " twice; hubs that differ in case only are one hub");
            }
        }
    }

    /** Connect acknowledges records of an exactly-once worker at the end of a transaction: it must end before the deadline. */
    private void checkTransactions() {
        if (!"interval"
                .equalsIgnoreCase(
                        properties.getOrDefault("transaction.boundary", "poll").trim())) {
            return;
        }
        long half = Math.min(
                        config.get(SourceOptions.ANSWER_TIMEOUT_MS),
                        config.get(SourceOptions.CONNECT_ANSWER_TIMEOUT_MS))
                / 2;
        if (intervalMs() > half) {
            add(
                    SourceOptions.ANSWER_TIMEOUT_MS.key(),
                    "transaction.boundary=interval would hold answers too long: set transaction.boundary.interval.ms to at most "
                            + half + " (half the shorter answer time-out), or transaction.boundary=poll");
        }
    }

    private long intervalMs() {
        try {
            return Long.parseLong(properties
                    .getOrDefault("transaction.boundary.interval.ms", "60000")
                    .trim());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private boolean given(String key) {
        return !properties.getOrDefault(key, "").isBlank();
    }

    private void add(String key, String text) {
        problems.add(new Problem(key, text));
    }
}
