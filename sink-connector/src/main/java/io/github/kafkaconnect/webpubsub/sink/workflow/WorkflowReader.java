package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Action;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Input;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads an Arazzo 1.0 document. What is not understood is a problem, never passed over: a flow must not run without something that its
 * author relied on. Used once.
 */
final class WorkflowReader {
    private static final String VERSION = "1\\.0\\.\\d+(-.+)?";

    private final Problems problems = new Problems();
    private final List<Workflow> workflows = new ArrayList<>();

    /** @param problems each with its place in the document; no workflow may be used while there are any */
    record Result(List<Workflow> workflows, List<String> problems) {}

    private WorkflowReader() {}

    static Result read(String document) {
        WorkflowReader reader = new WorkflowReader();
        try {
            reader.document(WorkflowDocument.read(document));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            reader.problems.add("line " + line, problem(String.valueOf(e.getOriginalMessage())));
        }
        return new Result(List.copyOf(reader.workflows), reader.problems.all());
    }

    /** The parser's other messages quote the document. */
    private static String problem(String message) {
        if (message.startsWith("Duplicate")) {
            return "names a member that was there before";
        }
        boolean ours = message.equals(WorkflowDocument.NEEDS_QUOTES);
        return ours ? message : "cannot be read as one document of YAML or JSON";
    }

    private void document(JsonNode root) {
        problems.members(root, "", "arazzo", "info", "sourceDescriptions", "workflows", "components");
        if (!root.path("arazzo").asText().matches(VERSION)) {
            problems.add("arazzo", "must be 1.0.x, the version of the specification");
        }
        JsonNode components = root.path("components");
        if (!components.isMissingNode() && !components.isEmpty()) {
            problems.add("components", "is not supported; write its parts where they are used");
        }
        List<JsonNode> all = problems.elements(root.path("workflows"), "workflows");
        if (all.isEmpty()) {
            problems.add("workflows", "must be a list of at least one");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            String place = "workflows[" + i + "]";
            String id = problems.text(all.get(i), place, "workflowId");
            if (!ids.add(id)) {
                problems.add(place + ".workflowId", "is used before");
            }
            workflow(id, all.get(i), place);
        }
    }

    private void workflow(String id, JsonNode node, String place) {
        problems.members(node, place, "workflowId", "summary", "description", "inputs", "steps", "outputs");
        Map<String, Input> inputs = inputs(node.path("inputs"), place + ".inputs");
        List<Step> steps = new ArrayList<>();
        List<JsonNode> all = problems.elements(node.path("steps"), place + ".steps");
        if (all.isEmpty()) {
            problems.add(place + ".steps", "must be a list of at least one");
        }
        for (int i = 0; i < all.size(); i++) {
            steps.add(new StepReader(problems, inputs.keySet()).read(all.get(i), place + ".steps[" + i + "]"));
        }
        if (!steps.isEmpty() && steps.get(0).delaySeconds() != null && !isGoneTo(steps.get(0), steps)) {
            problems.add(place + ".steps[0]", "is the first step, which does not wait; remove its delay");
        }
        Map<String, Expression> outputs = StepReader.outputs(node.path("outputs"), place + ".outputs", problems);
        Workflow workflow = new Workflow(id, inputs, steps, outputs);
        new References(workflow, place, problems).check();
        workflows.add(workflow);
    }

    private static boolean isGoneTo(Step target, List<Step> steps) {
        return steps.stream()
                .flatMap(step -> Stream.concat(step.onSuccess().stream(), step.onFailure().stream()))
                .anyMatch(action ->
                        action.type() == Action.Type.GOTO && action.step().equals(target.id()));
    }

    private Map<String, Input> inputs(JsonNode schema, String place) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        if (schema.isMissingNode()) {
            return inputs;
        }
        if (!schema.path("type").asText("object").equals("object")) {
            problems.add(place + ".type", "must be object");
        }
        if (schema.has("$ref")) {
            problems.add(place + ".$ref", "is not supported; write the schema here");
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(field -> {
            List<JsonNode> choices = new ArrayList<>();
            field.getValue().path("enum").forEach(choices::add);
            inputs.put(
                    field.getKey(),
                    new Input(field.getValue().get("default"), required.contains(field.getKey()), choices));
        });
        return inputs;
    }

    /** Whatever a workflow names must be in it. */
    private record References(Workflow workflow, String place, Problems problems) {
        void check() {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < workflow.steps().size(); i++) {
                Step step = workflow.steps().get(i);
                String at = place + ".steps[" + i + "]";
                if (!ids.add(step.id())) {
                    problems.add(at + ".stepId", "is used before");
                }
            }
            for (int i = 0; i < workflow.steps().size(); i++) {
                Step step = workflow.steps().get(i);
                String at = place + ".steps[" + i + "]";
                actions(step.onSuccess(), at + ".onSuccess", ids);
                actions(step.onFailure(), at + ".onFailure", ids);
                step.arguments().values().forEach(value -> value.eachExpression(each -> expression(each, at)));
                Stream.of(Optional.ofNullable(step.hub()), Optional.ofNullable(step.delaySeconds()))
                        .flatMap(Optional::stream)
                        .forEach(value -> value.eachExpression(each -> expression(each, at)));
                step.outputs().values().forEach(each -> expression(each, at));
                step.success().forEach(condition -> condition.eachExpression(each -> expression(each, at)));
                if (step.message() != null) {
                    step.message().payload().eachExpression(each -> expression(each, at + ".requestBody"));
                }
            }
            workflow.outputs().values().forEach(each -> expression(each, place + ".outputs"));
        }

        private void actions(List<Action> actions, String at, Set<String> ids) {
            for (Action action : actions) {
                if (action.type() == Action.Type.GOTO && !ids.contains(action.step())) {
                    problems.add(at, "goes to a step '" + action.step() + "' that does not exist");
                }
                action.criteria().forEach(condition -> condition.eachExpression(each -> expression(each, at)));
            }
        }

        private void expression(Expression expression, String at) {
            if (expression instanceof Expression.Input input
                    && !workflow.inputs().containsKey(input.name())) {
                problems.add(at, "uses $inputs." + input.name() + ", which is not among the inputs");
            } else if (expression instanceof Expression.Output output
                    && workflow.steps().stream()
                            .noneMatch(step -> step.id().equals(output.step())
                                    && step.outputs().containsKey(output.name()))) {
                problems.add(
                        at, "uses $steps." + output.step() + ".outputs." + output.name() + ", which no step gives");
            }
        }
    }
}
