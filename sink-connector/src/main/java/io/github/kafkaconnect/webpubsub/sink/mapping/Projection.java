package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.ProjectedField;
import io.github.kafkaconnect.webpubsub.sink.config.ShapeOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.Lookup.Found;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** An object of some fields of the value, in the order of the option. Immutable. */
final class Projection implements JsonPart {
    private final List<ProjectedField> fields;
    private final JsonText json;

    Projection(List<ProjectedField> fields, JsonText json) {
        this.fields = fields;
        this.json = json;
    }

    @Override
    public void write(JsonGenerator out, SinkRecord record) throws IOException {
        out.writeStartObject();
        members(out, record);
        out.writeEndObject();
    }

    /** What stands between the braces. */
    void members(JsonGenerator out, SinkRecord record) throws IOException {
        for (ProjectedField field : fields) {
            member(out, field, Lookup.of(field.source().path(), record.valueSchema(), record.value()));
        }
    }

    private void member(JsonGenerator out, ProjectedField field, Lookup lookup) throws IOException {
        String fallback = field.source().fallback();
        if (lookup instanceof Found found && (found.value() != null || fallback == null)) {
            out.writeFieldName(field.name());
            json.write(out, option(field), found.schema(), found.value());
        } else if (lookup instanceof Lookup.Fieldless fieldless) {
            throw missing(
                    field,
                    "looks for the field '" + fieldless.field() + "' in type " + Scalars.typeOf(fieldless.value())
                            + "; fields need a converter that makes structures, such as JsonConverter, or payload.format=json"
                            + " for text that is a JSON object");
        } else if (fallback != null) {
            out.writeStringField(field.name(), fallback);
        } else if (lookup instanceof Lookup.Absent absent && !field.optional()) {
            String written = field.source().written();
            throw missing(
                    field, absent.problem() + "; write " + written + "? where it may be, or " + written + "|default");
        }
    }

    private static WebPubSubException missing(ProjectedField field, String problem) {
        return new WebPubSubException(ErrorCode.RECORD_FIELD_MISSING, option(field) + " " + problem);
    }

    private static String option(ProjectedField field) {
        return ShapeOptions.FIELDS.key() + ": " + field.source().written();
    }
}
