package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.ParameterTable;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Action;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Message;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one step of a workflow; used once. */
final class StepReader {
    private static final int MAX_RETRY_SECONDS = 86_400;
    private static final String DELAY = "x-webpubsub-delay-seconds";
    private static final String COMPENSATION = "x-webpubsub-compensation";

    private final Problems problems;
    private final Set<String> inputs;
    private final Map<Parameter, Value> arguments = new EnumMap<>(Parameter.class);
    private @Nullable Value hub;
    private String contentType = "";

    StepReader(Problems problems, Set<String> inputs) {
        this.problems = problems;
        this.inputs = inputs;
    }

    Step read(JsonNode node, String place) {
        problems.members(
                node,
                place,
                "stepId",
                "description",
                "operationId",
                "parameters",
                "requestBody",
                "successCriteria",
                "onSuccess",
                "onFailure",
                "outputs");
        String id = problems.text(node, place, "stepId");
        Operation.Kind kind = kind(problems.text(node, place, "operationId"), place);
        parameters(node.path("parameters"), place + ".parameters", kind);
        Message message = message(node.path("requestBody"), place + ".requestBody", kind);
        complete(kind, place);
        return new Step(
                id,
                kind,
                hub,
                arguments,
                message,
                node.has(DELAY) ? problems.attempt(place + '.' + DELAY, () -> Value.parse(node.path(DELAY))) : null,
                conditions(node.path("successCriteria"), place + ".successCriteria"),
                actions(node.path("onSuccess"), place + ".onSuccess", false),
                actions(node.path("onFailure"), place + ".onFailure", true),
                outputs(node.path("outputs"), place + ".outputs", problems));
    }

    /** With the name of a source before the last dot and of a group of calls before the last underscore, or without. */
    private Operation.Kind kind(String operationId, String place) {
        String name = operationId.substring(operationId.lastIndexOf('.') + 1);
        name = name.substring(name.lastIndexOf('_') + 1);
        return Operation.Kind.named(name).orElseGet(() -> {
            problems.add(place + ".operationId", "is '" + operationId + "', which is no call of the data plane");
            return Operation.Kind.GET_SERVICE_STATUS;
        });
    }

    private void parameters(JsonNode list, String place, Operation.Kind kind) {
        List<JsonNode> all = problems.elements(list, place);
        for (int i = 0; i < all.size(); i++) {
            JsonNode node = all.get(i);
            String at = place + '[' + i + ']';
            problems.members(node, at, "name", "in", "value");
            parameter(node, problems.text(node, at, "name"), at, kind);
        }
    }

    private void parameter(JsonNode node, String name, String at, Operation.Kind kind) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "authorization", "api-version", "accept" -> {} // The connector's own are sent.
            case "content-type" -> contentType = node.path("value").asText();
            case "hub" -> hub = value(node, at);
            default -> Parameter.onWire(kind, name)
                    .ifPresentOrElse(
                            parameter -> put(parameter, value(node, at), at + ".value"),
                            () -> problems.add(at, kind.operationName() + " takes no parameter '" + name + "'"));
        }
    }

    private @Nullable Value value(JsonNode node, String at) {
        JsonNode value = node.path("value");
        if (value.isMissingNode()) {
            problems.add(at + ".value", "is missing");
            return null;
        }
        return problems.attempt(at + ".value", () -> Value.parse(value));
    }

    private void put(Parameter parameter, @Nullable Value value, String at) {
        Value checked = value == null || parameter != Parameter.FILTER
                ? value
                : problems.attempt(at, () -> Value.asFilter(value));
        if (checked != null) {
            arguments.put(parameter, checked);
        }
    }

    private @Nullable Message message(JsonNode node, String place, Operation.Kind kind) {
        if (node.isMissingNode()) {
            if (kind.isSend()) {
                problems.add(place, "is missing: " + kind.operationName() + " sends a message");
            }
            return null;
        }
        problems.members(node, place, "contentType", "payload");
        Value payload = problems.attempt(place + ".payload", () -> Value.parse(node.path("payload")));
        if (kind.isSend()) {
            String type = node.path("contentType").asText(contentType);
            if (!type.isEmpty() && !Payloads.isContentType(type)) {
                problems.add(
                        place + ".contentType", "must be text/plain, application/json or application/octet-stream");
            }
            return payload == null ? null : new Message(type, payload);
        }
        if (payload instanceof Value.Members members) {
            members.members().forEach((name, value) -> bodyMember(name, value, place, kind));
        } else {
            problems.add(place, "is not supported: " + kind.operationName() + " takes no message");
        }
        return null;
    }

    /** The calls that change several groups take their arguments in a body. */
    private void bodyMember(String name, Value value, String place, Operation.Kind kind) {
        Parameter parameter = name.equals("groups")
                ? Parameter.GROUPS
                : Parameter.onWire(kind, name).orElse(null);
        if (parameter != null && ParameterTable.takes(kind, parameter)) {
            put(parameter, value, place + ".payload." + name);
        } else {
            problems.add(place + ".payload." + name, "is not supported: " + kind.operationName() + " does not take it");
        }
    }

    /** Permissions are about a group: where a step says nothing of it, the input of that name does. */
    private void complete(Operation.Kind kind, String place) {
        Set<Parameter> needed = ParameterTable.needed(kind);
        String targetName = Parameter.PERMISSION_GROUP.wireName();
        if (needed.contains(Parameter.PERMISSION_GROUP) && inputs.contains(targetName)) {
            arguments.putIfAbsent(
                    Parameter.PERMISSION_GROUP, new Value.Whole(new Expression.Input(targetName, JsonPointer.empty())));
        }
        for (Parameter parameter : needed) {
            if (!arguments.containsKey(parameter) && parameter != Parameter.PERMISSION_GROUP) {
                problems.add(
                        place + ".parameters",
                        "has no '" + parameter.wireName() + "', which " + kind.operationName() + " needs");
            }
        }
    }

    private List<Condition> conditions(JsonNode list, String place) {
        List<JsonNode> all = problems.elements(list, place);
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonNode node = all.get(i);
            String at = place + '[' + i + ']';
            problems.members(node, at, "condition", "type");
            if (!node.path("type").asText("simple").equals("simple")) {
                problems.add(at + ".type", "is not supported; only simple conditions are");
                continue;
            }
            String text = problems.text(node, at, "condition");
            Condition condition = problems.attempt(at + ".condition", () -> Condition.parse(text));
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private List<Action> actions(JsonNode list, String place, boolean mayRetry) {
        List<JsonNode> all = problems.elements(list, place);
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonNode node = all.get(i);
            String at = place + '[' + i + ']';
            if (mayRetry) {
                problems.members(node, at, "name", "type", "stepId", "retryAfter", "retryLimit", "criteria");
            } else {
                problems.members(node, at, "name", "type", "stepId", "criteria");
            }
            Action action = action(node, at, mayRetry);
            if (action != null) {
                actions.add(action);
            }
        }
        return actions;
    }

    private @Nullable Action action(JsonNode node, String at, boolean mayRetry) {
        List<Condition> criteria = conditions(node.path("criteria"), at + ".criteria");
        String type = node.path("type").asText();
        if (type.equals("end")) {
            return new Action(Action.Type.END, "", false, 0, 0, criteria);
        }
        if (type.equals("goto")) {
            boolean compensates = mayRetry && node.path(COMPENSATION).asBoolean();
            return new Action(Action.Type.GOTO, problems.text(node, at, "stepId"), compensates, 0, 0, criteria);
        }
        if (type.equals("retry") && mayRetry) {
            return retry(node, at, criteria);
        }
        problems.add(at + ".type", mayRetry ? "must be end, goto or retry" : "must be end or goto");
        return null;
    }

    private Action retry(JsonNode node, String at, List<Condition> criteria) {
        if (node.has("stepId")) {
            problems.add(at + ".stepId", "is not supported with retry");
        }
        double seconds = node.path("retryAfter").asDouble(0);
        int limit = node.path("retryLimit").asInt(1);
        if (!(seconds >= 0 && seconds <= MAX_RETRY_SECONDS)) {
            problems.add(at + ".retryAfter", "must be 0 to " + MAX_RETRY_SECONDS + " seconds");
        }
        if (limit < 1) {
            problems.add(at + ".retryLimit", "must be at least 1");
        }
        return new Action(Action.Type.RETRY, "", false, Math.round(seconds * 1_000), limit, criteria);
    }

    static Map<String, Expression> outputs(JsonNode node, String place, Problems problems) {
        Map<String, Expression> outputs = new LinkedHashMap<>();
        if (!node.isMissingNode() && !node.isObject()) {
            problems.add(place, "must be an object");
        }
        node.properties().forEach(field -> {
            String at = place + '.' + field.getKey();
            if (!(field.getValue() instanceof TextNode text)) {
                problems.add(at, "must be an expression");
                return;
            }
            Expression expression = problems.attempt(at, () -> Expression.parse(text.textValue()));
            if (expression != null) {
                outputs.put(field.getKey(), expression);
            }
        });
        return outputs;
    }
}
