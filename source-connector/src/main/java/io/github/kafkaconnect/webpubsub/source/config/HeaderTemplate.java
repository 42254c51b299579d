package io.github.kafkaconnect.webpubsub.source.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A header that every record gets, with a name of its own and a value made of the event's facts. */
public record HeaderTemplate(String name, EventTemplate value) {
    /** Names that the connector writes itself, or that hold what clients sent: a reader must know whose a header is. */
    private static final Set<String> TAKEN = Set.of("content-type", "data-encoding", "traceparent", "tracestate");

    private static final List<String> TAKEN_PREFIXES = List.of("ce_", "mqtt-", "webpubsub-", "x-webpubsub-metadata-");

    /** @throws IllegalArgumentException with the remedy */
    static HeaderTemplate parse(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals).trim();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("must list name=text, such as tenant=${hub}; '" + text + "' is not so");
        }
        if (!name.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("names a header '" + name + "'; use visible ASCII characters");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || TAKEN_PREFIXES.stream().anyMatch(lower::startsWith)) {
            throw new IllegalArgumentException("names the header " + name + ", which the connector writes itself");
        }
        String value = text.substring(equals + 1).trim();
        return new HeaderTemplate(name, EventTemplate.parse(value, EventTemplate.KEY_NAMES));
    }

    /** @throws IllegalArgumentException for the first that is wrong, or a name given twice */
    static List<HeaderTemplate> parse(List<String> texts) {
        List<HeaderTemplate> headers = texts.stream().map(HeaderTemplate::parse).toList();
        if (headers.stream().map(HeaderTemplate::name).distinct().count() < headers.size()) {
            throw new IllegalArgumentException("names a header twice");
        }
        return headers;
    }
}
