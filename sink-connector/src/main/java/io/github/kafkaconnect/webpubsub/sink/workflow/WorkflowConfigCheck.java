package io.github.kafkaconnect.webpubsub.sink.workflow;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.ConfigProblem;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.TopicOverrides;
import io.github.kafkaconnect.webpubsub.sink.config.WorkflowOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is wrong with the workflows of a configuration; reads the files that it names. */
public final class WorkflowConfigCheck {
    private final Map<String, String> properties;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private WorkflowConfigCheck(Map<String, String> properties) {
        this.properties = properties;
    }

    /** Empty when all documents can be used. */
    public static List<ConfigProblem> problems(Map<String, String> properties) {
        WorkflowConfigCheck check = new WorkflowConfigCheck(properties);
        check.inputs();
        List<String> documents = check.documents();
        if (check.problems.isEmpty()) {
            check.names(WorkflowCatalog.with(documents));
        }
        return List.copyOf(check.problems);
    }

    private List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (Option<?> option : List.of(WorkflowOptions.DOCUMENT, WorkflowOptions.FILES)) {
            try {
                List<String> texts = WorkflowOptions.documents(properties, option);
                WorkflowCatalog.problems(texts)
                        .forEach(problem -> add(ErrorCode.WORKFLOW_INVALID, option, "is not usable: " + problem));
                documents.addAll(texts);
            } catch (WebPubSubException e) {
                problems.add(new ConfigProblem(option.key(), e.getMessage() + ""));
            }
            if (value(option).isPresent() && named().isEmpty()) {
                add(ErrorCode.OPTION_CONFLICT, option, "has no meaning without workflow; give that, or remove it");
            }
        }
        return documents;
    }

    private void inputs() {
        properties.forEach((key, text) -> {
            if (!key.startsWith(WorkflowOptions.INPUT_PREFIX)) {
                return;
            }
            if (named().isEmpty()) {
                add(ErrorCode.OPTION_CONFLICT, WorkflowOptions.WORKFLOW, "is missing, but there is " + key);
            }
            try {
                Template.parse(text);
            } catch (WebPubSubException e) {
                add(e.code(), WorkflowOptions.WORKFLOW, "cannot have the input of " + key + ": " + e.detail());
            }
        });
    }

    /** What records of all topics run, by the words that tell of which topics. */
    private Map<String, String> named() {
        Map<String, String> named = new TreeMap<>();
        value(WorkflowOptions.WORKFLOW).ifPresent(text -> named.put("", text));
        TopicOverrides.byTopic(properties).forEach((topic, merged) -> value(merged, WorkflowOptions.WORKFLOW)
                .ifPresent(text -> named.put(" (for topic " + topic + ")", text)));
        return named;
    }

    private void names(WorkflowCatalog catalog) {
        List<Workflow> workflows = new ArrayList<>();
        boolean allKnown = true;
        for (Map.Entry<String, String> named : named().entrySet()) {
            Optional<Template> template = template(named.getValue()).filter(Template::isLiteral);
            Optional<Workflow> workflow = template.flatMap(text -> catalog.find(text.literalText()));
            workflow.ifPresent(workflows::add);
            allKnown &= workflow.isPresent();
            if (template.isPresent() && workflow.isEmpty()) {
                add(
                        ErrorCode.OPTION_INVALID,
                        WorkflowOptions.WORKFLOW,
                        "is the name of no workflow; there are " + String.join(", ", catalog.names()) + named.getKey());
            }
        }
        if (allKnown) {
            inputsOf(workflows);
        }
    }

    /** An input that is given is one of some workflow. */
    private void inputsOf(List<Workflow> workflows) {
        Set<String> inputs = new TreeSet<>();
        workflows.forEach(workflow -> inputs.addAll(workflow.inputs().keySet()));
        for (String key : properties.keySet()) {
            if (key.startsWith(WorkflowOptions.INPUT_PREFIX)) {
                String input = key.substring(WorkflowOptions.INPUT_PREFIX.length());
                if (!inputs.contains(input)) {
                    add(
                            ErrorCode.OPTION_CONFLICT,
                            WorkflowOptions.WORKFLOW,
                            "has no input " + input + ", which " + key + " gives; its inputs are "
                                    + String.join(", ", inputs));
                }
            }
        }
    }

    /** Empty when it is wrong by itself, which its option reports. */
    private static Optional<Template> template(String text) {
        try {
            return Optional.of(Template.parse(text));
        } catch (WebPubSubException reportedByTheOption) {
            return Optional.empty();
        }
    }

    private Optional<String> value(Option<?> option) {
        return value(properties, option);
    }

    private static Optional<String> value(Map<String, String> of, Option<?> option) {
        return Optional.ofNullable(of.get(option.key())).map(String::trim).filter(text -> !text.isEmpty());
    }

    private void add(ErrorCode code, Option<?> option, String message) {
        problems.add(new ConfigProblem(option.key(), code.id() + " " + option.key() + " " + message));
    }
}
