package io.github.kafkaconnect.webpubsub.emulator.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import io.github.kafkaconnect.webpubsub.emulator.service.Hub;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Adds many connections to groups, or removes them: all are selected before the first is changed. */
final class BulkGroups {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GroupRules rules;

    BulkGroups(GroupRules rules) {
        this.rules = rules;
    }

    Answer change(Call call, Hub hub, BiConsumer<Connection, String> change) throws RestError {
        JsonNode body = body(call);
        List<String> groups = groups(body);
        JsonNode filter = body.path("filter");
        if (!filter.isTextual() && !filter.isMissingNode() && !filter.isNull()) {
            throw RestError.badRequest("filter", "The filter must be a text.");
        }
        Selection selection = new Selection(Selection.filter(filter.isTextual() ? filter.asText() : null), Set.of());
        for (Connection connection : List.copyOf(selection.of(hub.all()))) {
            groups.forEach(group -> change.accept(connection, group));
        }
        return Answer.empty(200);
    }

    private static JsonNode body(Call call) throws RestError {
        try {
            JsonNode body = JSON.readTree(call.request().body());
            if (body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw RestError.badRequest("Request", "The request body is not a valid JSON.");
        }
        throw RestError.badRequest("Request", "The request body must be an object.");
    }

    private List<String> groups(JsonNode body) throws RestError {
        List<String> groups = new ArrayList<>();
        for (JsonNode group : body.path("groups")) {
            if (!group.isTextual() || !rules.accepts(group.asText())) {
                throw RestError.badRequest("groups", "A group name is invalid.");
            }
            groups.add(group.asText());
        }
        if (groups.isEmpty()) {
            throw RestError.badRequest("groups", "At least one group is needed.");
        }
        return groups;
    }
}
