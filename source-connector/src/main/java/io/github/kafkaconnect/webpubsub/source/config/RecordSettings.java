package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.Map;

/**
 * What a record looks like and where it goes.
 *
 * @param timestamp whether it carries the event's time
 * @param maxBytes of a record as written
 */
public record RecordSettings(
        Topics topics, EventTemplate key, boolean timestamp, Form form, int maxBytes, Sensitive sensitive) {

    /**
     * Where records go.
     *
     * @param fallback for an illegal name, or one too many
     * @param max how many topics besides the fall-back
     */
    public record Topics(EventTemplate template, String fallback, int max) {}

    /** What a value is, and how key, value and headers are written. */
    public record Form(RecordMode mode, DataForm data, Written key, Written value, Written headers) {}

    /** @param properties the whole configuration, with the framework's own keys */
    static RecordSettings of(ParsedConfig options, Map<String, String> properties) {
        return new RecordSettings(
                new Topics(
                        EventTemplate.parse(options.get(RecordOptions.TOPIC), EventTemplate.TOPIC_NAMES),
                        options.get(RecordOptions.TOPIC_FALLBACK),
                        options.get(RecordOptions.TOPICS_MAX)),
                EventTemplate.parse(options.get(RecordOptions.RECORD_KEY), EventTemplate.KEY_NAMES),
                options.get(RecordOptions.RECORD_TIMESTAMP),
                form(options, properties),
                options.get(RecordOptions.RECORD_MAX_BYTES),
                options.get(RecordOptions.RECORD_SENSITIVE));
    }

    /** The worker's own converter of headers writes texts as they are; those of keys and values are most often JSON. */
    private static Form form(ParsedConfig options, Map<String, String> properties) {
        return new Form(
                options.get(RecordOptions.RECORD_MODE),
                options.get(RecordOptions.RECORD_DATA),
                Written.by(properties, "key.converter", Written.AS_JSON),
                Written.by(properties, "value.converter", Written.AS_JSON),
                Written.by(properties, "header.converter", Written.AS_IS));
    }
}
