package io.github.kafkaconnect.webpubsub.sink.mapping;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Literal;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Placeholder;
import io.github.kafkaconnect.webpubsub.sink.mapping.Lookup.Found;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
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
        if (mayYieldList()
                && template.parts().get(0) instanceof Placeholder hole
                && lookup(hole, record) instanceof Found found
                && found.value() instanceof List<?> list) {
            Schema elements = found.schema() == null ? null : found.schema().valueSchema();
            return list.stream()
                    .map(element -> element(hole, elements, element))
                    .toList();
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

    /** Whether the template is nothing but a placeholder. */
    boolean isPlaceholder() {
        return template.parts().size() == 1 && template.parts().get(0) instanceof Placeholder;
    }

    /**
     * What the only placeholder stands for, with its type; null is a value unless there is a default.
     *
     * @throws WebPubSubException RECORD_FIELD_MISSING or RECORD_HEADER_TYPE
     */
    Found typed(SinkRecord record) {
        Placeholder hole = (Placeholder) template.parts().get(0);
        Found found = found(hole, record);
        return found == null || (found.value() == null && hole.fallback() != null)
                ? new Found(Schema.STRING_SCHEMA, hole.fallback())
                : found;
    }

    private String text(Template.Part part, SinkRecord record) {
        if (part instanceof Literal literal) {
            return literal.text();
        }
        return escape.apply(value((Placeholder) part, record));
    }

    private String value(Placeholder hole, SinkRecord record) {
        Found found = found(hole, record);
        if (found == null) {
            return Objects.requireNonNull(hole.fallback());
        }
        return found.value() == null
                ? missing(hole, hole.root() == Template.Root.HEADER ? "is null" : "is null or absent")
                : scalar(hole, found.schema(), found.value());
    }

    /** Null where there is nothing and the default applies. */
    private @Nullable Found found(Placeholder hole, SinkRecord record) {
        Lookup found = lookup(hole, record);
        if (found instanceof Lookup.Absent absent) {
            missing(hole, absent.problem());
            return null;
        }
        if (found instanceof Lookup.Fieldless fieldless) {
            throw fieldless(hole, fieldless);
        }
        return (Found) found;
    }

    private Lookup lookup(Placeholder hole, SinkRecord record) {
        return switch (hole.root()) {
            case TOPIC -> new Found(null, record.topic());
            case PARTITION -> new Found(null, record.kafkaPartition());
            case OFFSET -> new Found(null, record.kafkaOffset());
            case TIMESTAMP -> new Found(null, record.timestamp());
            case KEY -> Lookup.of(hole.path(), record.keySchema(), record.key());
            case VALUE -> Lookup.of(hole.path(), record.valueSchema(), record.value());
            case HEADER -> header(hole, hole.path().get(0), record);
            case CE -> header(hole, attribute(hole.path().get(0)), record);
        };
    }

    /** Where the CloudEvents binding for Kafka puts an attribute. */
    private static String attribute(String name) {
        return name.equals("datacontenttype") ? CloudEventRecords.CONTENT_TYPE : CloudEventRecords.PREFIX + name;
    }

    private Lookup header(Placeholder hole, String name, SinkRecord record) {
        Header header = record.headers().lastWithName(name);
        if (header == null) {
            return new Lookup.Absent("is not among the record's headers");
        }
        Object value = header.value();
        if (value != null && !(value instanceof String) && headerTypes == HeaderTypes.STRICT) {
            throw new WebPubSubException(
                    ErrorCode.RECORD_HEADER_TYPE,
                    option + ": " + hole.written() + " is of type " + Scalars.typeOf(value)
                            + ", not a string; set header.converter="
                            + "org.apache.kafka.connect.storage.StringConverter, or header.types=lenient to take it as it is");
        }
        return new Found(header.schema(), value);
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

    private WebPubSubException fieldless(Placeholder hole, Lookup.Fieldless found) {
        return new WebPubSubException(
                ErrorCode.RECORD_FIELD_MISSING,
                option + ": " + hole.written() + " looks for the field '" + found.field() + "' in type "
                        + Scalars.typeOf(found.value())
                        + "; fields need a converter that makes structures, such as JsonConverter");
    }
}
