package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Literal;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Placeholder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template in from records. An absent or null field is an error unless the placeholder has a default; an empty text is a
 * value. Values are appended as they are. Messages name the option, the placeholder and the field, never a value. Immutable.
 */
final class TemplateRenderer {
    private final String option;
    private final Template template;
    private final HeaderTypes headerTypes;
    private final Function<String, String> escape;

    TemplateRenderer(String option, Template template, HeaderTypes headerTypes) {
        this(option, template, headerTypes, Function.identity());
    }

    /** @param escape applied to what stands for a placeholder, so that a record cannot change what surrounds it */
    TemplateRenderer(String option, Template template, HeaderTypes headerTypes, Function<String, String> escape) {
        this.option = option;
        this.template = template;
        this.headerTypes = headerTypes;
        this.escape = escape;
    }

    String option() {
        return option;
    }

    /** @throws WebPubSubException RECORD_FIELD_MISSING, RECORD_HEADER_TYPE or RECORD_NAME_INVALID */
    String render(SinkRecord record) {
        if (template.parts().size() == 1) {
            return text(template.parts().get(0), record);
        }
        StringBuilder out = new StringBuilder();
        for (Template.Part part : template.parts()) {
            out.append(text(part, record));
        }
        return out.toString();
    }

    /** Whether {@link #renderEach} may yield anything but one text. */
    boolean mayYieldList() {
        return template.parts().size() == 1
                && template.parts().get(0) instanceof Placeholder hole
                && !hole.path().isEmpty()
                && (hole.root() == Template.Root.KEY || hole.root() == Template.Root.VALUE);
    }

    /**
     * One text for each element where the template is nothing but a placeholder and that stands for a list, else one text.
     *
     * @throws WebPubSubException as {@link #render}
     */
    List<String> renderEach(SinkRecord record) {
        if (template.parts().size() == 1 && template.parts().get(0) instanceof Placeholder hole) {
            SchemaAndValue found = find(hole, record);
            if (found != null && found.value() instanceof List<?> list) {
                Schema elements = found.schema() == null ? null : found.schema().valueSchema();
                return list.stream()
                        .map(element -> element(hole, elements, element))
                        .toList();
            }
        }
        return List.of(render(record));
    }

    private String element(Placeholder hole, @Nullable Schema schema, @Nullable Object element) {
        if (element == null) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_FIELD_MISSING, option + ": " + hole.written() + " holds null among its elements");
        }
        return escape.apply(scalar(hole, schema, element));
    }

    /** The field of a key or a value that a placeholder stands for; null when there is none, or it stands for something else. */
    private static @Nullable SchemaAndValue find(Placeholder hole, SinkRecord record) {
        return switch (hole.root()) {
            case KEY -> find(hole, record.keySchema(), record.key());
            case VALUE -> find(hole, record.valueSchema(), record.value());
            default -> null;
        };
    }

    private static @Nullable SchemaAndValue find(Placeholder hole, @Nullable Schema rootSchema, @Nullable Object root) {
        Object value = root;
        Schema schema = rootSchema;
        for (String name : hole.path()) {
            if (value instanceof Struct struct && struct.schema().field(name) != null) {
                schema = struct.schema().field(name).schema();
                value = struct.get(name);
            } else if (value instanceof Map<?, ?> map) {
                schema = schema == null ? null : schema.valueSchema();
                value = map.get(name);
            } else {
                return null;
            }
        }
        return new SchemaAndValue(schema, value);
    }

    private String text(Template.Part part, SinkRecord record) {
        if (part instanceof Literal literal) {
            return literal.text();
        }
        return escape.apply(value((Placeholder) part, record));
    }

    private String value(Placeholder hole, SinkRecord record) {
        return switch (hole.root()) {
            case TOPIC -> record.topic();
            case PARTITION -> scalar(hole, null, record.kafkaPartition());
            case OFFSET -> Long.toString(record.kafkaOffset());
            case TIMESTAMP -> record.timestamp() == null
                    ? missing(hole, "is null")
                    : scalar(hole, null, record.timestamp());
            case KEY -> field(hole, record.keySchema(), record.key());
            case VALUE -> field(hole, record.valueSchema(), record.value());
            case HEADER -> header(hole, hole.path().get(0), record);
            case CE -> header(hole, attribute(hole.path().get(0)), record);
        };
    }

    private String field(Placeholder hole, @Nullable Schema rootSchema, @Nullable Object root) {
        Object value = root;
        Schema schema = rootSchema;
        for (String name : hole.path()) {
            if (value instanceof Struct struct) {
                Field field = struct.schema().field(name);
                if (field == null) {
                    return missing(hole, "has no field '" + name + "'");
                }
                value = struct.get(field);
                schema = field.schema();
            } else if (value instanceof Map<?, ?> map) {
                value = map.get(name);
                schema = schema == null ? null : schema.valueSchema();
            } else if (value == null) {
                return missing(hole, "is null before its field '" + name + "'");
            } else {
                throw fieldless(hole, value, name);
            }
        }
        return value == null ? missing(hole, "is null or absent") : scalar(hole, schema, value);
    }

    /** Where the CloudEvents binding for Kafka puts an attribute. */
    private static String attribute(String name) {
        return name.equals("datacontenttype") ? CloudEventRecords.CONTENT_TYPE : CloudEventRecords.PREFIX + name;
    }

    private String header(Placeholder hole, String name, SinkRecord record) {
        Header header = record.headers().lastWithName(name);
        if (header == null) {
            return missing(hole, "is not among the record's headers");
        }
        Object value = header.value();
        if (value == null) {
            return missing(hole, "is null");
        }
        if (!(value instanceof String) && headerTypes == HeaderTypes.STRICT) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_HEADER_TYPE,
                    option + ": " + hole.written() + " is of type " + Scalars.typeOf(value)
                            + ", not a string; set header.converter="
                            + "org.apache.kafka.connect.storage.StringConverter, or header.types=lenient to take it as it is");
        }
        return scalar(hole, header.schema(), value);
    }

    private String scalar(Placeholder hole, @Nullable Schema schema, Object value) {
        if (value instanceof String text) {
            return text;
        }
        try {
            return Scalars.text(schema, value);
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_NAME_INVALID, option + ": " + hole.written() + " is " + e.getMessage(), e);
        }
    }

    private String missing(Placeholder hole, String problem) {
        if (hole.fallback() != null) {
            return hole.fallback();
        }
        throw new WebPubSubException(
                ErrorCode.RECORD_FIELD_MISSING,
                option + ": " + hole.written() + " " + problem + "; a default is written ${…|default}");
    }

    /** No default applies: a whole value without fields comes from a wrong converter, not from one odd record. */
    private WebPubSubException fieldless(Placeholder hole, Object value, String name) {
        return new WebPubSubException(
                ErrorCode.RECORD_FIELD_MISSING,
                option + ": " + hole.written() + " looks for the field '" + name + "' in type " + Scalars.typeOf(value)
                        + "; fields need a converter that makes structures, such as JsonConverter");
    }
}
