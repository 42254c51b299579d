package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.MetadataOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Renders the metadata of a record's message. Immutable. */
final class MetadataMapper {
    private static final String TRACE_PARENT = "traceparent";
    private static final String TRACE_STATE = "tracestate";
    /** As the W3C recommendation "Trace Context" has it. */
    private static final Pattern PARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.{0,64}");

    private final Map<String, TemplateRenderer> renderers = new HashMap<>();
    private final boolean traceContext;

    MetadataMapper(MetadataOptions options, HeaderTypes types) {
        this.traceContext = options.traceContext();
        options.templates()
                .forEach((name, template) ->
                        renderers.put(name, new TemplateRenderer(MetadataOptions.PREFIX + name, template, types)));
    }

    /** @throws IllegalArgumentException when the service would not take it */
    Metadata metadata(SinkRecord record) {
        if (renderers.isEmpty() && !traceContext) {
            return Metadata.NONE;
        }
        Map<String, String> values = new HashMap<>();
        renderers.forEach((name, renderer) -> values.put(name, renderer.render(record)));
        if (traceContext) {
            trace(record, values);
        }
        return new Metadata(values);
    }

    /** A broken trace context is no reason to lose a message. */
    private static void trace(SinkRecord record, Map<String, String> values) {
        String parent = text(record, TRACE_PARENT);
        if (parent == null || !PARENT.matcher(parent).matches() || !Metadata.isValue(parent)) {
            return;
        }
        values.put(TRACE_PARENT, parent);
        String state = text(record, TRACE_STATE);
        if (state != null && Metadata.isValue(state)) {
            values.put(TRACE_STATE, state);
        }
    }

    private static @Nullable String text(SinkRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            return Scalars.text(header.schema(), header.value());
        } catch (IllegalArgumentException noText) {
            return null;
        }
    }
}
