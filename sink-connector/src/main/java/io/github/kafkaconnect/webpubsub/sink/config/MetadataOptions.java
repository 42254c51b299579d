package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.Map;
import java.util.TreeMap;

/**
 * What messages carry besides their payload.
 *
 * @param templates by the name of the metadata
 * @param traceContext whether the record's trace context goes along
 */
public record MetadataOptions(Map<String, Template> templates, boolean traceContext) {
    /** What follows it is the name of metadata. */
    public static final String PREFIX = "message.metadata.";

    public static final Option<Boolean> TRACE_CONTEXT = Option.flag(
                    "message.trace.context",
                    "Whether a message carries the headers traceparent and tracestate of its record as metadata, which subprotocol"
                            + " clients see; left out when they are malformed or too long. Other metadata is given by"
                            + " message.metadata.<name>, a template each.")
            .defaultTo(false)
            .low();

    static final OptionGroup GROUP = OptionGroup.of("Metadata", TRACE_CONTEXT);

    /** @param properties as the user wrote them, for the names */
    public static MetadataOptions from(ParsedConfig config, Map<String, String> properties) {
        Map<String, Template> templates = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                templates.put(key.substring(PREFIX.length()), Template.parse(value));
            }
        });
        return new MetadataOptions(templates, config.get(TRACE_CONTEXT));
    }

    public boolean isOn() {
        return traceContext || !templates.isEmpty();
    }
}
