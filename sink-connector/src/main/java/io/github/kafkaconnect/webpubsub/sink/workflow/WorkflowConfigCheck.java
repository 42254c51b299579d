package io.github.kafkaconnect.webpubsub.sink.workflow;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.ConfigProblem;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.config.WorkflowOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            check.name(documents);
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
            if (value(option).isPresent() && value(WorkflowOptions.WORKFLOW).isEmpty()) {
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
            if (value(WorkflowOptions.WORKFLOW).isEmpty()) {
                add(ErrorCode.OPTION_CONFLICT, WorkflowOptions.WORKFLOW, "is missing, but there is " + key);
            }
            try {
                Template.parse(text);
            } catch (WebPubSubException e) {
                add(e.code(), WorkflowOptions.WORKFLOW, "cannot have the input of " + key + ": " + e.detail());
            }
        });
    }

    private void name(List<String> documents) {
        Optional<Template> template = template();
        if (template.isEmpty() || !template.get().isLiteral()) {
            return;
        }
        WorkflowCatalog catalog = WorkflowCatalog.with(documents);
        Optional<Workflow> workflow = catalog.find(template.get().literalText());
        if (workflow.isEmpty()) {
            add(
                    ErrorCode.OPTION_INVALID,
                    WorkflowOptions.WORKFLOW,
                    "is the name of no workflow; there are " + String.join(", ", catalog.names()));
            return;
        }
        for (String key : properties.keySet()) {
            if (key.startsWith(WorkflowOptions.INPUT_PREFIX)) {
                String input = key.substring(WorkflowOptions.INPUT_PREFIX.length());
                if (!workflow.get().inputs().containsKey(input)) {
                    add(
                            ErrorCode.OPTION_CONFLICT,
                            WorkflowOptions.WORKFLOW,
                            "has no input " + input + ", which " + key + " gives; its inputs are "
                                    + String.join(", ", workflow.get().inputs().keySet()));
                }
            }
        }
    }

    /** Empty when it is absent or wrong by itself. */
    private Optional<Template> template() {
        try {
            return value(WorkflowOptions.WORKFLOW).map(Template::parse);
        } catch (WebPubSubException reportedByTheOption) {
            return Optional.empty();
        }
    }

    private Optional<String> value(Option<?> option) {
        return Optional.ofNullable(properties.get(option.key()))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    private void add(ErrorCode code, Option<?> option, String message) {
        problems.add(new ConfigProblem(option.key(), code.id() + " " + option.key() + " " + message));
    }
}
