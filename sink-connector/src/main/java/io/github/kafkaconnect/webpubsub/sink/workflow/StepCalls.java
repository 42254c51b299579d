package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kafkaconnect.webpubsub.common.protocol.GivenArguments;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.OperationFactory;
import io.github.kafkaconnect.webpubsub.common.protocol.Parameter;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Message;
import io.github.kafkaconnect.webpubsub.sink.workflow.Workflow.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns steps into calls, with the values that their expressions have at the moment. */
final class StepCalls {
    private final Hub hub;
    private final Scope scope;

    /** @param hub where a step names none */
    StepCalls(Hub hub, Scope scope) {
        this.hub = hub;
        this.scope = scope;
    }

    /** @throws IllegalArgumentException saying which parameter is missing or wrong */
    Operation make(Step step) {
        Map<Parameter, List<String>> texts = new EnumMap<>(Parameter.class);
        step.arguments().forEach((parameter, value) -> {
            List<String> given = texts(parameter.wireName(), parameter.isList(), value.in(scope));
            if (!given.isEmpty()) {
                texts.put(parameter, given);
            }
        });
        return OperationFactory.make(
                step.kind(),
                hub(step),
                new GivenArguments(texts, payload(step.message()), Metadata.NONE, Parameter::wireName));
    }

    private Hub hub(Step step) {
        List<String> named =
                step.hub() == null ? List.of() : texts("hub", false, step.hub().in(scope));
        return named.isEmpty() ? hub : new Hub(named.get(0));
    }

    private @Nullable Payload payload(@Nullable Message message) {
        return message == null ? null : Payloads.of(message.payload().in(scope), message.contentType());
    }

    /** An optional input that is not given is no parameter. */
    private static List<String> texts(String name, boolean list, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!list || !node.isArray()) {
            return List.of(text(name, node));
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(text(name, element)));
        return texts;
    }

    private static String text(String name, JsonNode node) {
        if (node.isContainerNode()) {
            throw new IllegalArgumentException("the value of " + name + " is no single text or number");
        }
        return node.asText();
    }
}
