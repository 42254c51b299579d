package io.github.kafkaconnect.webpubsub.sink.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An outcome as JSON:
 *
 * <pre>
 * {"operation":"sendToGroup","target":"chat/group/lobby","outcome":"delivered","status":202,"attempts":1,"elapsedMs":4,
 *  "topic":"orders","partition":0,"offset":42}
 * </pre>
 *
 * A refusal also has {@code code} and {@code error}, a skipped record {@code reason}, a question or a workflow {@code outputs}.
 */
final class OutcomeJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HIDDEN = "[hidden]";

    private final boolean withSecrets;

    OutcomeJson(boolean withSecrets) {
        this.withSecrets = withSecrets;
    }

    /** Outcomes of one target share a partition; one that had to be tried again may stand behind newer ones. */
    static @Nullable String key(SinkWork work) {
        Operation operation = work.operation();
        return operation == null ? null : operation.target().toString();
    }

    byte[] write(SinkWork work, Ending ending) {
        Outcome outcome = ending.outcome();
        ObjectNode json = JSON.createObjectNode();
        Operation operation = work.operation();
        Plan plan = work.plan();
        if (plan != null) {
            json.put("operation", plan.name());
        } else if (operation != null) {
            json.put("operation", operation.kind().operationName());
        }
        json.put("target", key(work));
        json.put("outcome", outcome.kind().name().toLowerCase(Locale.ROOT));
        json.put("status", outcome.status());
        json.put("attempts", ending.attempts());
        json.put("elapsedMs", TimeUnit.NANOSECONDS.toMillis(ending.nanos()));
        if (outcome instanceof Outcome.Rejected rejected) {
            json.put("code", rejected.code().id());
            json.put("error", rejected.detail());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            json.put("reason", skipped.reason().name().toLowerCase(Locale.ROOT));
        }
        json.put("topic", work.record().originalTopic());
        json.put("partition", work.record().originalKafkaPartition());
        json.put("offset", work.record().originalKafkaOffset());
        if (plan != null && !plan.outputs().isEmpty()) {
            json.set("outputs", withSecrets ? plan.outputs() : hidden(plan.outputs(), plan.secrets()));
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON cannot be written", e);
        }
    }

    private static JsonNode hidden(ObjectNode outputs, Set<String> secrets) {
        if (secrets.isEmpty()) {
            return outputs;
        }
        ObjectNode safe = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> output : outputs.properties()) {
            JsonNode value = output.getValue();
            if (value instanceof ObjectNode inner) {
                safe.set(output.getKey(), hidden(inner, secrets));
            } else if (secrets.stream().anyMatch(value.toString()::contains)) {
                safe.put(output.getKey(), HIDDEN);
            } else {
                safe.set(output.getKey(), value);
            }
        }
        return safe;
    }
}
