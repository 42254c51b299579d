package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/** What expressions can see while a workflow runs. */
final class Scope {
    private final Map<String, JsonNode> inputs;
    private final Map<String, Map<String, JsonNode>> outputsByStep = new HashMap<>();
    private Reply reply = Reply.NONE;

    Scope(Map<String, JsonNode> inputs) {
        this.inputs = inputs;
    }

    JsonNode input(String name) {
        return inputs.getOrDefault(name, MissingNode.getInstance());
    }

    JsonNode output(String step, String name) {
        return outputsByStep.getOrDefault(step, Map.of()).getOrDefault(name, MissingNode.getInstance());
    }

    Reply reply() {
        return reply;
    }

    void answered(Reply latest) {
        reply = latest;
    }

    void keep(String step, Map<String, JsonNode> outputs) {
        outputsByStep.put(step, outputs);
    }
}
