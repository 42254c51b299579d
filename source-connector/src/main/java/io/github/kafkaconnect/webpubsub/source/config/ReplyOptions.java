package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.ClientSettings;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Which events applications behind Kafka answer, and how their replies are read.
 *
 * @param topic of replies; empty when nobody is asked
 * @param kinds of events that are asked about
 * @param timeoutMs how long a reply may take
 * @param acceptsUnanswered kinds of events that are answered as without an application when it is late; the others get 503
 * @param consumer settings of the consumer of replies, without their prefix; some are secrets
 */
public record ReplyOptions(
        String topic,
        Set<UpstreamEvent.Kind> kinds,
        long timeoutMs,
        Set<UpstreamEvent.Kind> acceptsUnanswered,
        Form form,
        Map<String, Object> consumer) {
    /** What follows it goes to the consumer that reads replies. */
    public static final String CONSUMER_PREFIX = "reply.consumer.";

    private static final Set<UpstreamEvent.Kind> BLOCKING =
            EnumSet.of(UpstreamEvent.Kind.CONNECT, UpstreamEvent.Kind.MESSAGE, UpstreamEvent.Kind.CUSTOM);

    /** Where a reply says what it means. */
    public enum Form {
        HEADERS,
        JSON
    }

    /** What is answered when no reply came in time. */
    public enum Unanswered {
        REFUSE,
        ACCEPT
    }

    public static final Option<String> TOPIC = Option.text(
                    "reply.topic",
                    "Topic on which applications reply to events, and nothing else is written. When given, the records of reply.events carry the headers"
                            + " webpubsub-correlation-id, webpubsub-reply-topic, webpubsub-reply-partition and"
                            + " webpubsub-reply-deadline (milliseconds since 1970), and the client waits for the reply. Needs"
                            + " reply.consumer.bootstrap.servers; everything behind reply.consumer. goes to its consumer.")
            .optional()
            .check(name -> TopicName.isLegal(name) ? null : TopicName.RULE)
            .example("webpubsub.replies");
    public static final Option<List<String>> EVENTS = Option.list(
                    "reply.events",
                    "Kinds of events that applications answer: connect, message, custom. Other events wait for nobody.")
            .defaultTo("message,custom")
            .check(ReplyOptions::eventsProblem)
            .visible(SourceVisibility::ofReplies);
    public static final Option<Long> TIMEOUT_MS = Option.millis(
                    "reply.timeout.ms",
                    "Longest wait for a reply. Below answer.timeout.ms, and below connect.answer.timeout.ms if reply.events has"
                            + " connect.")
            .defaultTo(5_000L)
            .between(10, 90_000)
            .visible(SourceVisibility::ofReplies);
    public static final Option<Unanswered> UNANSWERED = Option.choice(
                    "reply.unanswered",
                    Unanswered.class,
                    "What a user event gets without a reply in time: refuse answers 503, so that the service sends it again;"
                            + " accept answers as if no application were asked.")
            .defaultTo(Unanswered.REFUSE)
            .visible(SourceVisibility::ofReplies);
    public static final Option<Unanswered> UNANSWERED_CONNECT = Option.choice(
                    "reply.unanswered.connect",
                    Unanswered.class,
                    "The same for connect: accept lets the client in." + " connect.unavailable=admit needs it.")
            .defaultTo(Unanswered.REFUSE)
            .visible(SourceVisibility::ofConnectReplies);
    public static final Option<Form> FORM = Option.choice(
                    "reply.form",
                    Form.class,
                    "headers: the reply's value is the answer's body and headers (webpubsub-status, content-type,"
                            + " webpubsub-user-id, ...) say the rest; json: the value is one JSON object with all of it.")
            .defaultTo(Form.HEADERS)
            .visible(SourceVisibility::ofReplies);

    static final OptionGroup GROUP =
            OptionGroup.of("Replies", TOPIC, EVENTS, TIMEOUT_MS, UNANSWERED, UNANSWERED_CONNECT, FORM);

    /** @param properties as the user wrote them, for the settings of the consumer */
    static ReplyOptions from(ParsedConfig config, Map<String, String> properties) {
        Map<String, Object> consumer = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(CONSUMER_PREFIX)) {
                consumer.put(key.substring(CONSUMER_PREFIX.length()), value);
            }
        });
        Set<UpstreamEvent.Kind> accepting = EnumSet.noneOf(UpstreamEvent.Kind.class);
        if (config.get(UNANSWERED) == Unanswered.ACCEPT) {
            accepting.addAll(EnumSet.of(UpstreamEvent.Kind.MESSAGE, UpstreamEvent.Kind.CUSTOM));
        }
        if (config.get(UNANSWERED_CONNECT) == Unanswered.ACCEPT) {
            accepting.add(UpstreamEvent.Kind.CONNECT);
        }
        return new ReplyOptions(
                config.find(TOPIC).orElse("").trim(),
                kinds(config.get(EVENTS)),
                config.get(TIMEOUT_MS),
                accepting,
                config.get(FORM),
                consumer);
    }

    public boolean isOn() {
        return !topic.isEmpty();
    }

    /** Whether an application answers such an event. */
    public boolean asks(UpstreamEvent.Kind kind) {
        return isOn() && kinds.contains(kind);
    }

    static List<Problem> problems(ParsedConfig config, Map<String, String> properties) {
        ReplyOptions options = from(config, properties);
        List<Problem> problems = new ArrayList<>();
        if (!options.isOn()) {
            if (!options.consumer.isEmpty()) {
                problems.add(Problem.of(TOPIC, "is missing: reply.consumer.* is given, but no topic to read"));
            }
            return problems;
        }
        options.consumerProblem().ifPresent(problems::add);
        long limit = config.get(SourceOptions.ANSWER_TIMEOUT_MS);
        if (options.timeoutMs >= limit) {
            problems.add(Problem.of(TIMEOUT_MS, "must be below answer.timeout.ms=" + limit));
        }
        long connectLimit = config.get(SourceOptions.CONNECT_ANSWER_TIMEOUT_MS);
        if (options.kinds.contains(UpstreamEvent.Kind.CONNECT) && options.timeoutMs >= connectLimit) {
            problems.add(Problem.of(TIMEOUT_MS, "must be below connect.answer.timeout.ms=" + connectLimit));
        }
        if (options.kinds.contains(UpstreamEvent.Kind.CONNECT)
                && !options.acceptsUnanswered.contains(UpstreamEvent.Kind.CONNECT)
                && AdmissionOptions.from(config).admitsUnrecorded()) {
            problems.add(Problem.of(
                    AdmissionOptions.CONNECT_UNAVAILABLE,
                    "admit contradicts reply.unanswered.connect=refuse: a client whose event Kafka does not take is one about"
                            + " whom no application was asked; set reply.unanswered.connect=accept, or refuse here"));
        }
        return problems;
    }

    private Optional<Problem> consumerProblem() {
        if (!consumer.containsKey(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            return Optional.of(Problem.of(TOPIC, "needs a consumer; give " + CONSUMER_PREFIX + "bootstrap.servers"));
        }
        List<String> wrong = new ClientSettings(CONSUMER_PREFIX, ConsumerConfig.configDef(), ConsumerConfig::new)
                .problems(consumerSettings("validation"));
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(
                        TOPIC, "has no consumer: " + String.join("; ", wrong) + "; correct or remove these"));
    }

    /** What the consumer of replies gets: what was given for it, and what it cannot do without. */
    public Map<String, Object> consumerSettings(String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Replies behind the position were cut away: the oldest that is left may still answer somebody.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A topic made by the way would have the broker's partitions and retention, and hide that somebody deleted the
        // right one.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.putAll(consumer);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return settings;
    }

    private static Set<UpstreamEvent.Kind> kinds(List<String> words) {
        Set<UpstreamEvent.Kind> kinds = EnumSet.noneOf(UpstreamEvent.Kind.class);
        BLOCKING.stream().filter(kind -> contains(words, kind)).forEach(kinds::add);
        return kinds;
    }

    private static boolean contains(List<String> words, UpstreamEvent.Kind kind) {
        return words.stream()
                .anyMatch(word -> word.trim().toLowerCase(Locale.ROOT).equals(kind.word()));
    }

    private static @Nullable String eventsProblem(List<String> words) {
        boolean known = !words.isEmpty()
                && words.stream().allMatch(word -> BLOCKING.stream().anyMatch(kind -> contains(List.of(word), kind)));
        return known ? null : "must list connect, message or custom: the service waits for the answers of these only";
    }

    @Override
    public String toString() {
        return "ReplyOptions[topic=" + topic + ", kinds=" + kinds + "]";
    }
}
