package io.github.kafkaconnect.webpubsub.sink.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.sink.config.HeaderTypes;
import io.github.kafkaconnect.webpubsub.sink.config.WorkflowOptions;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow;
import io.github.kafkaconnect.webpubsub.sink.workflow.WorkflowCatalog;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkRecord;

/** Decides which workflow a record runs, and with which inputs. Immutable. */
final class WorkflowMapper {
    private final TemplateRenderer names;
    private final Map<String, TemplateRenderer> inputs = new HashMap<>();
    private final WorkflowCatalog catalog;
    private final JsonValues values;

    /** @throws WebPubSubException WORKFLOW_INVALID */
    WorkflowMapper(WorkflowOptions options, HeaderTypes types, JsonValues values) {
        this.names = new TemplateRenderer(WorkflowOptions.WORKFLOW.key(), options.workflow(), types);
        options.inputs()
                .forEach((name, template) ->
                        inputs.put(name, new TemplateRenderer(WorkflowOptions.INPUT_PREFIX + name, template, types)));
        this.catalog = WorkflowCatalog.with(options.documents());
        this.values = values;
    }

    /** Empty when the record runs none. */
    Optional<Plan> plan(SinkRecord record, Supplier<Hub> hub) {
        String name = names.render(record);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Workflow workflow = catalog.find(name)
                .orElseThrow(() -> new WebPubSubException(
                        ErrorCode.RECORD_OPERATION_INVALID,
                        WorkflowOptions.WORKFLOW.key() + " yields the name of no workflow"));
        try {
            return Optional.of(workflow.run(hub.get(), given(workflow, record)));
        } catch (IllegalArgumentException e) {
            throw new WebPubSubException(ErrorCode.RECORD_OPERATION_INVALID, "" + e.getMessage(), e);
        }
    }

    private Map<String, JsonNode> given(Workflow workflow, SinkRecord record) {
        Map<String, JsonNode> given = new HashMap<>();
        JsonNode fields = fields(workflow, record);
        for (String name : workflow.inputs().keySet()) {
            TemplateRenderer template = inputs.get(name);
            if (template != null) {
                given.put(name, TextNode.valueOf(template.render(record)));
            } else if (fields.has(name)) {
                given.put(name, fields.path(name));
            }
        }
        return given;
    }

    /** The value's own fields; none where it has no fields, such as a plain text. */
    private JsonNode fields(Workflow workflow, SinkRecord record) {
        if (record.value() == null
                || inputs.keySet().containsAll(workflow.inputs().keySet())) {
            return MissingNode.getInstance();
        }
        try {
            return values.tree(record.valueSchema(), record.value());
        } catch (IllegalArgumentException e) {
            if (seemsToHaveFields(record.value())) {
                // Its defaults would be taken instead, and reach somebody else.
                throw new IllegalArgumentException(
                        "the value is " + e.getMessage() + ", so its fields are no inputs", e);
            }
            return MissingNode.getInstance();
        }
    }

    private static boolean seemsToHaveFields(Object value) {
        if (PayloadEncoder.isBytes(value)) {
            byte[] bytes = PayloadEncoder.bytes(value);
            return new String(bytes, StandardCharsets.ISO_8859_1).stripLeading().startsWith("{");
        }
        return !(value instanceof String text) || text.stripLeading().startsWith("{");
    }
}
