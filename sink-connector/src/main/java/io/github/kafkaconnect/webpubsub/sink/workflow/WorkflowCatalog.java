package io.github.kafkaconnect.webpubsub.sink.workflow;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All workflows that records may run: those that come with the connector, and the user's in front of them. Immutable. */
public final class WorkflowCatalog {
    /** The documents that come with the connector; each holds one workflow, which may also be called by the document's name. */
    static final List<String> OWN = List.of(
            "check-then-close-connection",
            "direct-connection-message",
            "grant-permission-and-send-to-user",
            "grant-permission-if-missing",
            "group-broadcast-if-active",
            "group-warn-and-teardown",
            "join-group-and-send",
            "notify-user-if-online",
            "provision-client-and-join-group",
            "revoke-permission-and-evict",
            "token-then-broadcast",
            "user-onboard-to-group");

    private final Map<String, Workflow> byName = new TreeMap<>();

    private WorkflowCatalog() {}

    /**
     * @param documents Arazzo documents as text
     * @throws WebPubSubException WORKFLOW_INVALID with every problem of every document
     */
    public static WorkflowCatalog with(List<String> documents) {
        List<String> problems = problems(documents);
        if (!problems.isEmpty()) {
            throw new WebPubSubException(ErrorCode.WORKFLOW_INVALID, String.join("; ", problems));
        }
        WorkflowCatalog catalog = new WorkflowCatalog();
        for (String name : OWN) {
            Workflow workflow = WorkflowReader.read(own(name)).workflows().get(0);
            catalog.byName.put(name, workflow);
            catalog.byName.put(workflow.id(), workflow);
        }
        documents.forEach(document -> WorkflowReader.read(document)
                .workflows()
                .forEach(workflow -> catalog.byName.put(workflow.id(), workflow)));
        return catalog;
    }

    /** Everything that is wrong with the documents, each with its place. */
    public static List<String> problems(List<String> documents) {
        List<String> problems = new ArrayList<>();
        for (String document : documents) {
            problems.addAll(WorkflowReader.read(document).problems());
        }
        return problems;
    }

    public Optional<Workflow> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    static String own(String name) {
        try (InputStream in = WorkflowCatalog.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("the connector's jar lacks " + name + ".yaml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
