package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which workflow a record runs.
 *
 * @param workflow template of its name; empty for none
 * @param documents text of documents that the user brings
 * @param inputs templates by the input that they fill
 */
public record WorkflowOptions(Template workflow, List<String> documents, Map<String, Template> inputs) {
    /** What follows it is the name of an input. */
    public static final String INPUT_PREFIX = "workflow.input.";

    public static final Option<String> WORKFLOW = Option.text(
                    "workflow",
                    "Name of the workflow that a record runs instead of an operation; a template. Where it yields nothing, operation"
                            + " says what to do. An input is filled by the template in workflow.input.<name>, else by the field of"
                            + " that name in the record's value, else by its default.")
            .optional()
            .example("${header.flow|}")
            .check(OptionChecks::template);

    public static final Option<String> DOCUMENT = Option.text(
                    "workflow.document",
                    "An Arazzo 1.0 document, as YAML or JSON, with workflows of your own. One with the name of a workflow that comes"
                            + " with the connector takes its place.")
            .optional();

    public static final Option<List<String>> FILES = Option.list(
                    "workflow.files",
                    "Names of files with Arazzo documents, below files.root on every worker; read when a task starts.")
            .defaultTo("")
            .example("flows.yaml");

    public static final Option<String> FILES_ROOT = Option.text(
                    "files.root", "Absolute directory below which files that options name must be.")
            .optional()
            .example("/etc/kafka-connect/webpubsub")
            .visible(given -> Visibility.isGiven(WorkflowOptions.FILES, given));

    static final OptionGroup GROUP = OptionGroup.of("Workflows", WORKFLOW, DOCUMENT, FILES, FILES_ROOT);

    /** @param properties as the user wrote them, for the inputs */
    public static WorkflowOptions from(ParsedConfig config, Map<String, String> properties) {
        return new WorkflowOptions(
                Template.parse(config.find(WORKFLOW).orElse("")),
                WorkflowFiles.documents(
                        config.find(DOCUMENT).orElse(""),
                        config.get(FILES),
                        config.find(FILES_ROOT).orElse("")),
                inputs(properties));
    }

    /**
     * The documents that one of the two options gives, as the user wrote them.
     *
     * @throws WebPubSubException OPTION_INVALID when a file cannot be read
     */
    public static List<String> documents(Map<String, String> properties, Option<?> option) {
        String text = properties.getOrDefault(option.key(), "");
        if (option.key().equals(DOCUMENT.key())) {
            return WorkflowFiles.documents(text, List.of(), "");
        }
        return WorkflowFiles.documents("", List.of(text.split(",")), properties.getOrDefault(FILES_ROOT.key(), ""));
    }

    static Map<String, Template> inputs(Map<String, String> properties) {
        Map<String, Template> inputs = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(INPUT_PREFIX)) {
                inputs.put(key.substring(INPUT_PREFIX.length()), Template.parse(value));
            }
        });
        return inputs;
    }

    /** Whether records may run workflows. */
    public boolean isOn() {
        return !workflow.parts().isEmpty();
    }
}
