package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules between options of records, hubs and converters. */
final class RecordRules {
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String TEXT = "org.apache.kafka.connect.storage.StringConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";

    private final ParsedConfig config;
    private final Map<String, String> properties;
    private final List<Problem> problems = new ArrayList<>();

    private RecordRules(ParsedConfig config, Map<String, String> properties) {
        this.config = config;
        this.properties = properties;
    }

    static List<Problem> check(ParsedConfig config, Map<String, String> properties) {
        RecordRules rules = new RecordRules(config, properties);
        rules.checkTopics();
        rules.checkPresence();
        rules.checkReplies();
        rules.checkForm();
        rules.checkConverters();
        rules.checkSize();
        return rules.problems;
    }

    private void checkTopics() {
        checkTopic(RecordOptions.TOPIC);
        RecordOptions.TOPIC_BY_KIND.values().forEach(this::checkTopic);
    }

    private void checkTopic(Option<String> option) {
        Optional<EventTemplate> topic =
                config.find(option).map(text -> EventTemplate.parse(text, EventTemplate.TOPIC_NAMES));
        for (String hub : config.get(SourceOptions.HUB)) {
            if (topic.isPresent() && !TopicName.isLegal(topic.get().render(hub, SampleEvent.EVENT))) {
                add(option, "gives an illegal topic for hub " + hub + ": it " + TopicName.RULE);
            }
        }
    }

    private void checkPresence() {
        Set<String> presence = RecordSettings.presenceTopics(config);
        for (String topic : presence) {
            if (!TopicName.isLegal(topic)) {
                add(PresenceOptions.TOPIC, "gives the illegal topic " + topic + ": it " + TopicName.RULE);
            }
        }
        if (presence.stream().anyMatch(eventTopics()::contains)) {
            add(
                    PresenceOptions.TOPIC,
                    "is a topic of events as well, which would pass for connections: give it a name of its own");
        }
    }

    private void checkReplies() {
        Optional<String> replies = config.findText(ReplyOptions.TOPIC);
        if (replies.filter(eventTopics()::contains).isPresent()) {
            add(
                    ReplyOptions.TOPIC,
                    "is a topic of events as well, on which clients could reply to themselves: give it a name of its own");
        }
        if (replies.filter(RecordSettings.presenceTopics(config)::contains).isPresent()) {
            add(ReplyOptions.TOPIC, "is the presence topic as well: give it a name of its own");
        }
    }

    /** Where ordinary events of all hubs go. */
    private Set<String> eventTopics() {
        RecordSettings.Topics topics = RecordSettings.topics(config);
        Set<String> names = new HashSet<>(Set.of(topics.fallback()));
        for (String hub : config.get(SourceOptions.HUB)) {
            topics.templates().values().forEach(topic -> names.add(topic.render(hub, SampleEvent.EVENT)));
        }
        return names;
    }

    private void checkForm() {
        if (config.get(RecordOptions.RECORD_MODE) == RecordMode.STRUCTURED
                && config.get(RecordOptions.RECORD_DATA) != DataForm.BYTES) {
            add(
                    RecordOptions.RECORD_DATA,
                    "has no meaning with record.mode=structured, whose JSON document holds the data as its content type says:"
                            + " remove it, or set record.mode to binary or struct");
        }
    }

    private void checkConverters() {
        String value = converter("value.converter");
        switch (config.get(RecordOptions.RECORD_MODE)) {
            case STRUCT -> {
                if (isOf(value, BYTES) || isOf(value, TEXT)) {
                    add(
                            RecordOptions.RECORD_MODE,
                            "struct needs a converter that writes structs, which " + simpleName(value)
                                    + " does not: set value.converter=" + JSON
                                    + " or one for Avro, Protobuf or JSON Schema");
                }
            }
            case STRUCTURED -> checkBytes(RecordOptions.RECORD_MODE, value);
            case BINARY -> checkData(value);
        }
        boolean keyed = !config.get(RecordOptions.RECORD_KEY).isEmpty();
        boolean presence = config.findText(PresenceOptions.TOPIC).isPresent();
        if (isOf(converter("key.converter"), BYTES) && (keyed || presence)) {
            add(
                    keyed ? RecordOptions.RECORD_KEY : PresenceOptions.TOPIC,
                    "the record's key is text, which ByteArrayConverter refuses: set key.converter=" + TEXT);
        }
        if (isOf(converter("header.converter"), BYTES)) {
            add(
                    RecordOptions.RECORD_MODE,
                    "the record's headers are texts, which ByteArrayConverter refuses: set header.converter=" + TEXT);
        }
    }

    private void checkData(String value) {
        switch (config.get(RecordOptions.RECORD_DATA)) {
            case BYTES -> checkBytes(RecordOptions.RECORD_MODE, value);
            case TEXT -> {
                if (isOf(value, BYTES)) {
                    add(
                            RecordOptions.RECORD_DATA,
                            "text is refused by ByteArrayConverter: set value.converter=" + TEXT
                                    + ", or record.data=bytes");
                }
            }
            case JSON -> {
                if (isOf(value, BYTES) || isOf(value, TEXT)) {
                    add(
                            RecordOptions.RECORD_DATA,
                            "json is a value that " + simpleName(value)
                                    + " does not write as JSON: set value.converter=" + JSON
                                    + " and value.converter.schemas.enable=false, or record.data=text");
                }
            }
        }
    }

    private void checkBytes(Option<?> blamed, String value) {
        if (isOf(value, TEXT)) {
            add(
                    blamed,
                    "the record's value is bytes, of which StringConverter would write an object's name: set value.converter="
                            + BYTES
                            + (config.get(RecordOptions.RECORD_MODE) == RecordMode.BINARY
                                    ? ", or record.data=text"
                                    : ""));
        }
    }

    private void checkSize() {
        if (config.get(RecordOptions.RECORD_MAX_BYTES) > config.get(SourceOptions.HANDOFF_MAX_BYTES)) {
            add(RecordOptions.RECORD_MAX_BYTES, "is larger than handoff.max.bytes: such a record never finds room");
        }
    }

    private String converter(String key) {
        return properties.getOrDefault(key, "").trim();
    }

    /** By the simple name, so that a repackaged converter is known as well. */
    private static boolean isOf(String converter, String known) {
        return simpleName(converter).equals(simpleName(known));
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private void add(Option<?> option, String text) {
        problems.add(Problem.of(option, text));
    }
}
