package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One workflow of a document, checked: whatever it names is there. Immutable. */
public record Workflow(String id, Map<String, Input> inputs, List<Step> steps, Map<String, Expression> outputs) {

    /**
     * What a workflow is given.
     *
     * @param otherwise null when there is no default
     * @param choices empty when anything goes
     */
    public record Input(@Nullable JsonNode otherwise, boolean required, List<JsonNode> choices) {}

    /**
     * One call.
     *
     * @param hub null for the connector's
     * @param message of a send; null for other calls
     * @param delaySeconds how long to wait before it, an extension; null for not at all
     * @param success all must hold; empty: any 2xx does
     */
    record Step(
            String id,
            Operation.Kind kind,
            @Nullable Value hub,
            Map<Parameter, Value> arguments,
            @Nullable Message message,
            @Nullable Value delaySeconds,
            List<Condition> success,
            List<Action> onSuccess,
            List<Action> onFailure,
            Map<String, Expression> outputs) {}

    record Message(String contentType, Value payload) {}

    /**
     * What follows a step.
     *
     * @param step where to go on; empty unless that is what it does
     * @param compensates whether what follows only cleans up after a failure, which stays one; an extension
     * @param retryAfterMs how long to wait before the same step again
     * @param retryLimit how often at most
     * @param criteria all must hold
     */
    record Action(
            Type type, String step, boolean compensates, long retryAfterMs, int retryLimit, List<Condition> criteria) {
        enum Type {
            GOTO,
            END,
            RETRY
        }
    }

    /**
     * Begins a run.
     *
     * @param hub where its steps name none
     * @param given the inputs that are known; others have their default
     * @throws IllegalArgumentException naming the input that is missing or none of its choices
     */
    public Plan run(Hub hub, Map<String, JsonNode> given) {
        Map<String, JsonNode> values = new HashMap<>();
        inputs.forEach((name, input) -> {
            JsonNode value = given.containsKey(name) ? given.get(name) : input.otherwise();
            if (value == null || value.isNull()) {
                if (input.required() && !isOurs(name)) {
                    throw new IllegalArgumentException("workflow " + id + " needs the input " + name);
                }
            } else if (!input.choices().isEmpty() && !input.choices().contains(value)) {
                throw new IllegalArgumentException(
                        "the input " + name + " of workflow " + id + " is none of its choices");
            } else {
                values.put(name, value);
            }
        });
        return new WorkflowRun(this, hub, values);
    }

    /** What a document asks for so that its calls can be authorized; the connector has its own. */
    private static boolean isOurs(String input) {
        return input.equals("accessToken") || input.equals("apiVersion") || input.equals("hub");
    }

    int place(String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(step)) {
                return i;
            }
        }
        throw new IllegalStateException("no such step: " + step);
    }
}
