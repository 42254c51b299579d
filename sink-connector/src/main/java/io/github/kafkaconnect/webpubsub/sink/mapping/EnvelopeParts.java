package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.kafkaconnect.webpubsub.sink.config.Envelope;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.ShapeOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.mapping.Lookup.Found;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an envelope what writes it for each record. Whatever a record holds goes through the JSON generator as one value, so it
 * cannot change what surrounds it.
 */
final class EnvelopeParts {
    private static final String OPTION = ShapeOptions.ENVELOPE.key();

    private final @Nullable Projection fields;
    private final JsonText json;
    private final HeaderTypes types;

    /** @param fields what the whole value stands for; null when it stands for itself */
    EnvelopeParts(@Nullable Projection fields, JsonText json, HeaderTypes types) {
        this.fields = fields;
        this.json = json;
        this.types = types;
    }

    JsonPart of(Envelope.Node node) {
        if (node instanceof Envelope.Members object) {
            return object(object);
        }
        if (node instanceof Envelope.Elements array) {
            return array(array);
        }
        if (node instanceof Envelope.Text text) {
            return text(text.template());
        }
        if (node instanceof Envelope.Fixed fixed) {
            return (out, record) -> out.writeRawValue(fixed.json());
        }
        return this::headers;
    }

    private JsonPart object(Envelope.Members object) {
        Map<SerializedString, JsonPart> parts = new LinkedHashMap<>();
        object.members().forEach(member -> parts.put(new SerializedString(member.name()), of(member.node())));
        return (out, record) -> {
            out.writeStartObject();
            for (Map.Entry<SerializedString, JsonPart> part : parts.entrySet()) {
                out.writeFieldName(part.getKey());
                part.getValue().write(out, record);
            }
            out.writeEndObject();
        };
    }

    private JsonPart array(Envelope.Elements array) {
        List<JsonPart> parts = array.nodes().stream().map(this::of).toList();
        return (out, record) -> {
            out.writeStartArray();
            for (JsonPart part : parts) {
                part.write(out, record);
            }
            out.writeEndArray();
        };
    }

    private JsonPart text(Template template) {
        TemplateRenderer renderer = new TemplateRenderer(OPTION, template, types);
        if (fields != null && isWholeValue(template)) {
            return fields;
        }
        if (!renderer.isPlaceholder()) {
            return (out, record) -> out.writeString(renderer.render(record));
        }
        String what = OPTION + ": " + ((Template.Placeholder) template.parts().get(0)).written();
        return (out, record) -> {
            Found found = renderer.typed(record);
            json.write(out, what, found.schema(), found.value());
        };
    }

    private static boolean isWholeValue(Template template) {
        return template.parts().size() == 1
                && template.parts().get(0) instanceof Template.Placeholder hole
                && hole.root() == Template.Root.VALUE
                && hole.path().isEmpty();
    }

    /** The last one of each name, at the place of the first. */
    private void headers(JsonGenerator out, SinkRecord record) throws IOException {
        Map<String, Header> last = new LinkedHashMap<>();
        record.headers().forEach(header -> last.put(header.key(), header));
        out.writeStartObject();
        for (Header header : last.values()) {
            out.writeFieldName(header.key());
            json.write(out, OPTION + ": ${headers}", header.schema(), header.value());
        }
        out.writeEndObject();
    }
}
