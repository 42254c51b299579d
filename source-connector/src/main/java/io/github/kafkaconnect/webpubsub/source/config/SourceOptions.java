package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.ConfigSpec;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import java.util.List;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Every option of the source connector. */
public final class SourceOptions {
    public static final Option<Password> CONNECTION_STRING = Option.secret(
                    "webpubsub.connection.string",
                    "Connection string of the Web PubSub resource. Its key checks event signatures, its host is the default of"
                            + " upstream.allowed.origins.")
            .optional()
            .high()
            .example("${file:/secrets/wps.properties:connection}")
            .visible(SourceVisibility::ofConnectionString);
    public static final Option<Password> CONNECTION_STRING_SECONDARY = Option.secret(
                    "webpubsub.connection.string.secondary",
                    "Connection string with the resource's other key, so that keys can be rotated without a gap.")
            .optional()
            .visible(SourceVisibility::ofConnectionString);
    public static final Option<String> ENDPOINT = Option.text(
                    "webpubsub.endpoint", "Endpoint of the resource, when no connection string is given.")
            .optional()
            .check(OptionChecks.problemOf(Endpoint::parse))
            .example("https://contoso.webpubsub.azure.com")
            .visible(SourceVisibility::ofEndpoint);
    public static final Option<Password> ACCESS_KEY = Option.secret(
                    "webpubsub.access.key", "Access key of the resource, when no connection string is given.")
            .optional()
            .check(OptionChecks::accessKey)
            .visible(SourceVisibility::ofEndpoint);
    public static final Option<Password> ACCESS_KEY_SECONDARY = Option.secret(
                    "webpubsub.access.key.secondary", "The resource's other access key, accepted as well.")
            .optional()
            .check(OptionChecks::accessKey)
            .visible(SourceVisibility::ofEndpoint);
    public static final Option<List<String>> HUB = Option.list(
                    "webpubsub.hub",
                    "Hubs whose events are received, separated by commas. Events of other hubs get 404.")
            .high()
            .check(SourceOptions::hubProblem)
            .example("chat");

    public static final Option<String> LISTEN_ADDRESS = Option.text(
                    "upstream.listen.address",
                    "Host and port to listen on for events. Connectors on one worker can share an address. An address other than"
                            + " loopback needs TLS here, or upstream.tls.terminated.before.")
            .defaultTo("127.0.0.1:8090")
            .high()
            .check(OptionChecks.problemOf(ListenAddress::parse))
            .example("0.0.0.0:8443");
    public static final Option<String> PATH = Option.text(
                    "upstream.path",
                    "Path of the event handler's URL. Longer paths below it are accepted too, so the URL template may go on with"
                            + " /{hub}/{event}.")
            .defaultTo("/eventhandler")
            .high()
            .check(SourceOptions::pathProblem);
    public static final Option<String> HEALTH_PATH = Option.text(
                    "upstream.health.path",
                    "Path that answers GET with 200 while events are taken and 503 while they are not, for load balancers. Connectors"
                            + " that share an address may each have one of their own; the same one is 200 while all of them take"
                            + " events.")
            .defaultTo("/health")
            .low()
            .check(SourceOptions::pathProblem);
    public static final Option<List<String>> TRUST = Option.list(
                    "upstream.trust",
                    "Proofs that a request must bring, all of them: signature (ce-signature, needs an access key),"
                            + " shared-secret (?code=... in the URL template, needs upstream.shared.secret), bearer (a token of the"
                            + " service's managed identity, needs upstream.entra.tenant, audience and callers), or none, which"
                            + " accepts events from anybody who reaches the address. Empty: every proof that is configured.")
            .defaultTo("")
            .high()
            .check(SourceOptions::trustProblem);
    public static final Option<Password> SHARED_SECRET = Option.secret(
                    "upstream.shared.secret", "Value that requests carry in the query parameter code.")
            .optional()
            .check(OptionChecks::sharedSecret)
            .visible(SourceVisibility::ofSharedSecret);
    public static final Option<List<String>> ALLOWED_ORIGINS = Option.list(
                    "upstream.allowed.origins",
                    "Hosts of Web PubSub that may post events: the resource's host names, those of replicas and custom domains"
                            + " included. Empty: the host of the endpoint.")
            .defaultTo("")
            .check(OptionChecks::emptyEntry);
    public static final Option<UnknownEvents> UNKNOWN_EVENTS = Option.choice(
                    "upstream.unknown.events",
                    UnknownEvents.class,
                    "Events of kinds that this version does not know: accept writes them as they are, with the kind other; refuse"
                            + " answers 400.")
            .defaultTo(UnknownEvents.ACCEPT)
            .low();
    public static final Option<Boolean> TLS_TERMINATED_BEFORE = Option.flag(
                    "upstream.tls.terminated.before",
                    "Says that a proxy or load balancer before this listener ends TLS, which allows plain HTTP on an address other"
                            + " than loopback.")
            .defaultTo(false)
            .visible(SourceVisibility::ofPlainHttp);
    public static final Option<String> TLS_CERTIFICATE_FILE = Option.text(
                    "upstream.tls.certificate.file", "PEM file with the certificate chain, own certificate first.")
            .optional()
            .check(OptionChecks::path)
            .visible(SourceVisibility::ofPem);
    public static final Option<String> TLS_KEY_FILE = Option.text(
                    "upstream.tls.key.file", "PEM file with the PKCS#8 private key of the certificate.")
            .optional()
            .check(OptionChecks::path)
            .visible(SourceVisibility::ofPem);
    public static final Option<Password> TLS_KEY_PASSWORD = Option.secret(
                    "upstream.tls.key.password", "Password of the private key or of the key store.")
            .optional()
            .visible(SourceVisibility::ofKeyPassword);
    public static final Option<String> TLS_KEYSTORE_FILE = Option.text(
                    "upstream.tls.keystore.file", "Key store with certificate and key, instead of the PEM files.")
            .optional()
            .check(OptionChecks::path)
            .visible(SourceVisibility::ofKeystore);
    public static final Option<String> TLS_KEYSTORE_TYPE = Option.text(
                    "upstream.tls.keystore.type", "Type of the key store, such as PKCS12 or JKS.")
            .defaultTo("PKCS12")
            .low()
            .visible(SourceVisibility::ofKeystoreType);
    public static final Option<String> TLS_CLIENT_CA_FILE = Option.text(
                    "upstream.tls.client.ca.file",
                    "PEM file of CA certificates; when given, a caller must show a certificate that they cover.")
            .optional()
            .low()
            .check(OptionChecks::path)
            .visible(SourceVisibility::ofTls);
    public static final Option<String> FILES_ROOT = Option.text(
                    "files.root",
                    "Folder below which the files that other options name must lie; needed for connect.policy.file. A relative name of"
                            + " that file is looked for in this folder, the names of upstream.tls.* and upstream.entra.ca.file in the"
                            + " worker's working directory, so give those in full.")
            .optional()
            .low()
            .check(OptionChecks::path)
            .visible(SourceVisibility::ofFilesRoot);
    public static final Option<Integer> HEADER_MAX_BYTES = Option.integer(
                    "upstream.header.max.bytes", "Largest request headers; more is answered 431.")
            .defaultTo(65_536)
            .between(4_096, 1_048_576)
            .low();
    public static final Option<Integer> BODY_MAX_BYTES = Option.integer(
                    "upstream.body.max.bytes", "Largest request body; more is answered 413.")
            .defaultTo(1_048_576)
            .between(1_024, 16_777_216)
            .low();
    public static final Option<Long> BODIES_MAX_BYTES = Option.bytes(
                    "upstream.bodies.max.bytes",
                    "Most bytes of bodies above 16 KiB that are on their way in at a time on the address, when nobody has proven yet"
                            + " who sends them; more is answered 503.")
            .defaultTo(67_108_864L)
            .between(1_048_576, 4_294_967_296L)
            .low();
    public static final Option<Integer> CONNECTIONS_MAX = Option.integer(
                    "upstream.connections.max", "Most connections at a time on the address; further ones are closed.")
            .defaultTo(2_000)
            .between(1, 100_000)
            .low();
    public static final Option<Integer> IO_THREADS = Option.integer(
                    "upstream.io.threads", "Threads that read, check and answer requests of the address.")
            .defaultTo(1)
            .between(1, 64)
            .low();

    public static final Option<Long> ANSWER_TIMEOUT_MS = Option.millis(
                    "answer.timeout.ms", "Longest wait for Kafka before an event is answered 503.")
            .defaultTo(20_000L)
            .between(100, 90_000);
    public static final Option<Long> CONNECT_ANSWER_TIMEOUT_MS = Option.millis(
                    "connect.answer.timeout.ms",
                    "The same for connect events, on whose answer a client waits before it is connected.")
            .defaultTo(10_000L)
            .between(100, 90_000);
    public static final Option<Long> POLL_GAP_MS = Option.millis(
                    "poll.gap.ms",
                    "When Connect has not asked for records for so long (connector paused, Kafka blocked), new events and those"
                            + " that wait are answered 503.")
            .defaultTo(1_000L)
            .between(200, 60_000)
            .low();
    public static final Option<Long> KAFKA_SILENCE_MS = Option.millis(
                    "health.kafka.silence.ms",
                    "When Kafka has written none of the records that it was given for so long, upstream.health.path answers 503,"
                            + " so that a balancer tries another worker.")
            .defaultTo(5_000L)
            .between(500, 600_000)
            .low();
    public static final Option<String> UNACKNOWLEDGED_ANSWER = Option.text(
                    "unacknowledged.answer",
                    "Answer for a record that errors.tolerance=all let Connect drop: 503, so that the service learns of the loss,"
                            + " or 2xx.")
            .defaultTo("503")
            .low()
            .check(answer -> answer.equals("503") || answer.equals("2xx") ? null : "must be 503 or 2xx");
    public static final Option<Integer> HANDOFF_MAX_EVENTS = Option.integer(
                    "handoff.max.events",
                    "Most events received and not yet answered, per task; further ones are answered 503.")
            .defaultTo(10_000)
            .between(1, 1_000_000);
    public static final Option<Long> HANDOFF_MAX_BYTES = Option.bytes(
                    "handoff.max.bytes",
                    "Most bytes of records received and not yet answered, per task; more is answered 503.")
            .defaultTo(67_108_864L)
            .between(1_048_576, 4_294_967_296L);

    public static final ConfigSpec SPEC = new ConfigSpec(
            OptionGroup.of(
                    "Web PubSub",
                    CONNECTION_STRING,
                    CONNECTION_STRING_SECONDARY,
                    ENDPOINT,
                    ACCESS_KEY,
                    ACCESS_KEY_SECONDARY,
                    HUB),
            OptionGroup.of(
                    "Listener",
                    LISTEN_ADDRESS,
                    PATH,
                    TRUST,
                    SHARED_SECRET,
                    ALLOWED_ORIGINS,
                    UNKNOWN_EVENTS,
                    TLS_TERMINATED_BEFORE,
                    TLS_CERTIFICATE_FILE,
                    TLS_KEY_FILE,
                    TLS_KEY_PASSWORD,
                    TLS_KEYSTORE_FILE,
                    TLS_KEYSTORE_TYPE,
                    TLS_CLIENT_CA_FILE,
                    ListenerOptions.TLS_RELOAD_MS,
                    FILES_ROOT,
                    HEALTH_PATH,
                    HEADER_MAX_BYTES,
                    BODY_MAX_BYTES,
                    BODIES_MAX_BYTES,
                    CONNECTIONS_MAX,
                    ListenerOptions.HEADER_TIMEOUT_MS,
                    ListenerOptions.BODY_TIMEOUT_MS,
                    ListenerOptions.IDLE_TIMEOUT_MS,
                    IO_THREADS),
            BearerOptions.GROUP,
            OptionGroup.of(
                    "Answers",
                    ANSWER_TIMEOUT_MS,
                    CONNECT_ANSWER_TIMEOUT_MS,
                    POLL_GAP_MS,
                    KAFKA_SILENCE_MS,
                    UNACKNOWLEDGED_ANSWER,
                    HANDOFF_MAX_EVENTS,
                    HANDOFF_MAX_BYTES),
            AdmissionOptions.GROUP,
            PolicyOptions.GROUP,
            ReplyOptions.GROUP,
            RecordOptions.GROUP,
            PresenceOptions.GROUP);

    private SourceOptions() {}

    private static @Nullable String hubProblem(List<String> hubs) {
        if (hubs.isEmpty()) {
            return "names no hub; give at least one";
        }
        return hubs.stream()
                .map(OptionChecks.problemOf(Hub::new))
                .filter(p -> p != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String pathProblem(String path) {
        boolean plain =
                path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7F && "?#%{}".indexOf(c) < 0);
        return plain
                ? null
                : "must start with / and hold no blank, ?, #, % or braces: it is a path, not a URL template";
    }

    private static @Nullable String trustProblem(List<String> words) {
        return Proof.problem(words);
    }
}
