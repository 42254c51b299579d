package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Action;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow. Failures that may pass (429, 5xx, no answer) never reach its criteria: the engine repeats the call. What the
 * service would answer 400 is not sent and counts as answered so.
 */
final class WorkflowRun implements Plan {
    /** A loop of a document must come to an end. */
    private static final int MAX_CALLS = 1_000;

    private static final int MAX_DELAY_SECONDS = 86_400;

    private final Workflow workflow;
    private final StepCalls calls;
    private final Scope scope;
    private final int bytes;
    private final Map<String, Integer> retriesByStep = new HashMap<>();
    private final Set<String> secrets = new HashSet<>();
    private int at;
    private int made = 1;
    private boolean ended;
    /** What is being cleaned up after. */
    private @Nullable Outcome failure;

    private @Nullable Operation due;

    WorkflowRun(Workflow workflow, Hub hub, Map<String, JsonNode> inputs) {
        this.workflow = workflow;
        this.scope = new Scope(inputs);
        this.calls = new StepCalls(hub, scope);
        this.bytes = inputs.values().stream()
                .mapToInt(input -> input.toString().length())
                .sum();
    }

    @Override
    public Operation call() {
        if (due == null) {
            due = calls.make(step());
        }
        return due;
    }

    @Override
    public boolean reachesHub() {
        return step().kind().concernsHub();
    }

    @Override
    public Outcome ended(Outcome attempt, @Nullable Reply reply) {
        return switch (attempt.kind()) {
            case DELIVERED, SKIPPED -> answered(attempt, reply == null ? Reply.NONE : reply);
            case REJECTED -> answered(attempt, reply == null ? Reply.local(attempt.status()) : reply);
            case PROGRESSED, RETRYABLE, FATAL -> attempt;
        };
    }

    private Outcome answered(Outcome attempt, Reply reply) {
        if (due != null) {
            Answers.note(due, reply, secrets);
        }
        scope.answered(reply);
        Step step = step();
        boolean succeeded = hasSucceeded(step, attempt);
        if (succeeded) {
            keepOutputs(step);
        }
        for (Action action : succeeded ? step.onSuccess() : step.onFailure()) {
            if (action.criteria().stream().allMatch(condition -> condition.holds(scope)) && mayFollow(action)) {
                return follow(action, attempt);
            }
        }
        return succeeded ? next(attempt) : failed(attempt, "is not what the step expects");
    }

    private boolean hasSucceeded(Step step, Outcome attempt) {
        return step.success().isEmpty()
                ? attempt.kind() == Outcome.Kind.SKIPPED || scope.reply().status() / 100 == 2
                : step.success().stream().allMatch(condition -> condition.holds(scope));
    }

    private boolean mayFollow(Action action) {
        return action.type() != Action.Type.RETRY || retriesByStep.getOrDefault(step().id(), 0) < action.retryLimit();
    }

    private Outcome follow(Action action, Outcome attempt) {
        return switch (action.type()) {
            case END -> end(attempt);
            case GOTO -> {
                if (action.compensates() && failure == null) {
                    failure = failed(attempt, "is not what the step expects");
                }
                yield goTo(workflow.place(action.step()), attempt, 0);
            }
            case RETRY -> {
                retriesByStep.merge(step().id(), 1, Integer::sum);
                yield goTo(at, attempt, action.retryAfterMs());
            }
        };
    }

    private Outcome next(Outcome attempt) {
        return at + 1 == workflow.steps().size() ? end(attempt) : goTo(at + 1, attempt, 0);
    }

    private Outcome goTo(int place, Outcome attempt, long delayMs) {
        if (++made > MAX_CALLS) {
            return failed(
                    attempt, "is the last of " + MAX_CALLS + " calls, after which a workflow is taken for endless");
        }
        at = place;
        due = null;
        return new Outcome.Progressed(attempt.status(), Math.max(delayMs, delayMs(step())));
    }

    /** What is no number of seconds is no delay. */
    private long delayMs(Step step) {
        double seconds =
                step.delaySeconds() == null ? 0 : step.delaySeconds().in(scope).asDouble(0);
        return Math.round(Math.min(Math.max(seconds, 0), MAX_DELAY_SECONDS) * 1_000);
    }

    private Outcome end(Outcome attempt) {
        if (failure != null) {
            return failure;
        }
        ended = true;
        return new Outcome.Delivered(attempt.status());
    }

    private Outcome failed(Outcome attempt, String problem) {
        String detail = attempt instanceof Outcome.Rejected rejected
                ? rejected.detail()
                : "status " + scope.reply().status() + ' ' + problem;
        return new Outcome.Rejected(
                ErrorCode.WORKFLOW_FAILED,
                attempt.status(),
                "workflow " + workflow.id() + " failed at step " + step().id() + ": " + detail);
    }

    private void keepOutputs(Step step) {
        Map<String, JsonNode> outputs = new HashMap<>();
        step.outputs().forEach((name, expression) -> outputs.put(name, expression.in(scope)));
        scope.keep(step.id(), outputs);
    }

    private Step step() {
        return workflow.steps().get(at);
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public String name() {
        return workflow.id();
    }

    /** Of the whole workflow, once it has ended; what was not reached is left out. */
    @Override
    public ObjectNode outputs() {
        ObjectNode outputs = Json.MAPPER.createObjectNode();
        if (ended) {
            workflow.outputs().forEach((name, expression) -> {
                JsonNode value = expression.in(scope);
                if (!value.isMissingNode()) {
                    outputs.set(name, value);
                }
            });
        }
        return outputs;
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }
}
