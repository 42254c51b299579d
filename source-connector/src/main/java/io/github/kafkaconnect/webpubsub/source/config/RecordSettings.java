package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a record looks like and where it goes.
 *
 * @param timestamp whether it carries the event's time
 * @param maxBytes of a record as written
 * @param presence null for no presence topic
 */
public record RecordSettings(
        Topics topics,
        EventTemplate key,
        Headers headers,
        boolean timestamp,
        Form form,
        int maxBytes,
        Sensitive sensitive,
        @Nullable Presence presence) {

    /**
     * Where records go.
     *
     * @param templates one for each kind of event
     * @param fallback for an illegal name, or one too many
     * @param max how many topics besides the fall-back
     * @param reserved topics to which no event goes: the presence topics of all hubs and that of replies
     */
    public record Topics(
            Map<UpstreamEvent.Kind, EventTemplate> templates, String fallback, int max, Set<String> reserved) {
        public EventTemplate template(UpstreamEvent.Kind kind) {
            return Objects.requireNonNull(templates.get(kind));
        }
    }

    /**
     * Headers besides those of the form and the event.
     *
     * @param traceContext whether the client's trace context is passed on
     */
    public record Headers(List<HeaderTemplate> own, boolean traceContext) {}

    /**
     * Who is online.
     *
     * @param disconnectsMax how many disconnects are remembered
     */
    public record Presence(EventTemplate topic, int disconnectsMax) {}

    /** What a value is, and how key, value and headers are written. */
    public record Form(RecordMode mode, DataForm data, Written key, Written value, Written headers) {}

    /** @param properties the whole configuration, with the framework's own keys */
    static RecordSettings of(ParsedConfig options, Map<String, String> properties) {
        return new RecordSettings(
                topics(options),
                EventTemplate.parse(options.get(RecordOptions.RECORD_KEY), EventTemplate.KEY_NAMES),
                new Headers(
                        HeaderTemplate.parse(options.get(RecordOptions.RECORD_HEADERS)),
                        options.get(RecordOptions.RECORD_TRACE_CONTEXT)),
                options.get(RecordOptions.RECORD_TIMESTAMP),
                form(options, properties),
                options.get(RecordOptions.RECORD_MAX_BYTES),
                options.get(RecordOptions.RECORD_SENSITIVE),
                presence(options));
    }

    static Topics topics(ParsedConfig options) {
        Map<UpstreamEvent.Kind, EventTemplate> templates = new EnumMap<>(UpstreamEvent.Kind.class);
        RecordOptions.TOPIC_BY_KIND.forEach((kind, option) -> templates.put(
                kind,
                EventTemplate.parse(
                        options.find(option).orElseGet(() -> options.get(RecordOptions.TOPIC)),
                        EventTemplate.TOPIC_NAMES)));
        return new Topics(
                templates,
                options.get(RecordOptions.TOPIC_FALLBACK),
                options.get(RecordOptions.TOPICS_MAX),
                reserved(options));
    }

    private static Set<String> reserved(ParsedConfig options) {
        Set<String> reserved = new HashSet<>(presenceTopics(options));
        options.findText(ReplyOptions.TOPIC).ifPresent(reserved::add);
        return Set.copyOf(reserved);
    }

    /** The presence topics of all hubs. */
    static Set<String> presenceTopics(ParsedConfig options) {
        Presence presence = presence(options);
        return presence == null
                ? Set.of()
                : options.get(SourceOptions.HUB).stream()
                        .map(hub -> presence.topic().render(hub, SampleEvent.EVENT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Presence presence(ParsedConfig options) {
        return options.findText(PresenceOptions.TOPIC)
                .map(text -> new Presence(
                        EventTemplate.parse(text, EventTemplate.HUB_NAMES),
                        options.get(PresenceOptions.DISCONNECTS_MAX)))
                .orElse(null);
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
