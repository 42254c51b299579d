package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The options that say what goes to Kafka, and where. */
public final class RecordOptions {
    public static final Option<String> TOPIC = Option.text(
                    "topic",
                    "Topic of an event's record: a text with ${hub}, ${kind} (connect, connected, disconnected, message, custom,"
                            + " group-joined, group-left, other) and ${event} (the event's name, which clients choose).")
            .defaultTo("webpubsub.${hub}")
            .high()
            .check(template(EventTemplate.TOPIC_NAMES));
    /** For each kind of event a topic that goes before {@link #TOPIC}. */
    public static final Map<UpstreamEvent.Kind, Option<String>> TOPIC_BY_KIND = topicByKind();

    public static final Option<String> TOPIC_FALLBACK = Option.text(
                    "topic.fallback",
                    "Topic for events whose own topic would have an illegal name or exceed topics.max.")
            .defaultTo("webpubsub.events")
            .check(RecordOptions::topicProblem);
    public static final Option<Integer> TOPICS_MAX = Option.integer(
                    "topics.max", "Most topics that one task writes to, topic.fallback not counted.")
            .defaultTo(100)
            .between(1, 100_000)
            .low();
    public static final Option<String> RECORD_KEY = Option.text(
                    "record.key",
                    "Key of the record: a text with ${connectionid}, ${userid}, ${hub}, ${kind}, ${event}, ${id}, ${type},"
                            + " ${source}, ${subprotocol}, ${physicalconnectionid}, ${sessionid}, ${namespace}, ${socketid}. What"
                            + " an event does not have is empty; an empty key is no key.")
            .defaultTo("${connectionid}")
            .check(template(EventTemplate.KEY_NAMES));
    public static final Option<List<String>> RECORD_HEADERS = Option.list(
                    "record.headers",
                    "Further headers of every record: name=text, separated by commas, where a text may use what record.key may. An"
                            + " empty text is no header.")
            .defaultTo("")
            .check(RecordOptions::headersProblem)
            .example("tenant=${hub},user=${userid}");
    public static final Option<Boolean> RECORD_TRACE_CONTEXT = Option.flag(
                    "record.trace.context",
                    "Whether traceparent and tracestate of a message's metadata become headers of these names, where they have"
                            + " the form of W3C Trace Context. They come from clients.")
            .defaultTo(false)
            .low();
    public static final Option<Boolean> RECORD_TIMESTAMP = Option.flag(
                    "record.timestamp",
                    "Whether the record's time stamp is the event's ce-time, which has whole seconds. Without, or for a time before"
                            + " 1970 or more than a minute ahead of the worker's clock, it is the time of writing.")
            .defaultTo(true);
    public static final Option<RecordMode> RECORD_MODE = Option.choice(
                    "record.mode",
                    RecordMode.class,
                    "binary: the value is the event's data and ce_ headers hold its attributes; structured: the value is a JSON"
                            + " document with both, as bytes; struct: the value is a Connect struct with a named and versioned"
                            + " schema, for JSON, Avro and Protobuf converters. Use StringConverter for headers.")
            .defaultTo(RecordMode.BINARY);
    public static final Option<DataForm> RECORD_DATA = Option.choice(
                    "record.data",
                    DataForm.class,
                    "What the event's data is in the modes binary and struct. bytes: as received, for ByteArrayConverter; text: a"
                            + " text, for StringConverter; json: JSON as a value without schema and text as a text, for"
                            + " JsonConverter; in a struct, JSON text. Data that is not UTF-8, or not what its content type says,"
                            + " and in binary mode JSON that Connect cannot hold (a lone null, deeper than 200, numbers beyond a"
                            + " double) is a text in base64; the header data-encoding, or in a struct the field dataencoding,"
                            + " then is base64.")
            .defaultTo(DataForm.BYTES)
            .visible(SourceVisibility::ofData);
    public static final Option<Integer> RECORD_MAX_BYTES = Option.integer(
                    "record.max.bytes",
                    "Largest record (key, value and headers); a larger event is answered 413. Counted is what ByteArrayConverter and"
                            + " StringConverter write where the connector names them, else what JsonConverter would: base64 for"
                            + " bytes, escapes in texts, and the schema. Keep it below the producer's max.request.size and the"
                            + " topic's max.message.bytes.")
            .defaultTo(900_000)
            .between(1_024, 100_000_000);
    public static final Option<Sensitive> RECORD_SENSITIVE = Option.choice(
                    "record.sensitive",
                    Sensitive.class,
                    "drop: signatures, authorization headers, cookies, access tokens, codes and MQTT passwords are not written to"
                            + " Kafka; keep: they are.")
            .defaultTo(Sensitive.DROP);

    static final OptionGroup GROUP = new OptionGroup("Records", all());

    private RecordOptions() {}

    private static List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>();
        all.add(TOPIC);
        all.addAll(TOPIC_BY_KIND.values());
        all.addAll(List.of(
                TOPIC_FALLBACK,
                TOPICS_MAX,
                RECORD_KEY,
                RECORD_HEADERS,
                RECORD_TRACE_CONTEXT,
                RECORD_TIMESTAMP,
                RECORD_MODE,
                RECORD_DATA,
                RECORD_MAX_BYTES,
                RECORD_SENSITIVE));
        return all;
    }

    private static Map<UpstreamEvent.Kind, Option<String>> topicByKind() {
        Map<UpstreamEvent.Kind, Option<String>> options = new EnumMap<>(UpstreamEvent.Kind.class);
        for (UpstreamEvent.Kind kind : UpstreamEvent.Kind.values()) {
            String word = kind.word().replace('_', '.');
            options.put(
                    kind,
                    Option.text("topic." + word, "Topic of events of the kind " + word + ", instead of topic.")
                            .optional()
                            .low()
                            .check(template(EventTemplate.TOPIC_NAMES)));
        }
        return Collections.unmodifiableMap(options);
    }

    private static @Nullable String headersProblem(List<String> headers) {
        try {
            HeaderTemplate.parse(headers);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static @Nullable String topicProblem(String topic) {
        return TopicName.isLegal(topic) ? null : TopicName.RULE;
    }

    private static Function<String, @Nullable String> template(Set<String> names) {
        return OptionChecks.problemOf(text -> EventTemplate.parse(text, names));
    }
}
