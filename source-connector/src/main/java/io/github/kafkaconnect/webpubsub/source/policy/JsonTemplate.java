package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON document with places in its strings. A string that is one place becomes what that names with its type; one with text around stays
 * a string. Written by the generator, so no value can change the structure.
 */
sealed interface JsonTemplate {
    void write(JsonGenerator out, EventFacts facts) throws IOException;

    boolean usesData();

    record Constant(JsonNode value) implements JsonTemplate {
        @Override
        public void write(JsonGenerator out, EventFacts facts) throws IOException {
            out.writeTree(value);
        }

        @Override
        public boolean usesData() {
            return false;
        }
    }

    record Text(TextTemplate template) implements JsonTemplate {
        @Override
        public void write(JsonGenerator out, EventFacts facts) throws IOException {
            if (template.wholePlace().isPresent()) {
                out.writeTree(facts.value(template.wholePlace().get()));
            } else {
                out.writeString(template.fill(facts::text));
            }
        }

        @Override
        public boolean usesData() {
            return ReplyTemplate.usesData(template);
        }
    }

    record Members(Map<String, JsonTemplate> byName) implements JsonTemplate {
        @Override
        public void write(JsonGenerator out, EventFacts facts) throws IOException {
            out.writeStartObject();
            for (Map.Entry<String, JsonTemplate> member : byName.entrySet()) {
                out.writeFieldName(member.getKey());
                member.getValue().write(out, facts);
            }
            out.writeEndObject();
        }

        @Override
        public boolean usesData() {
            return byName.values().stream().anyMatch(JsonTemplate::usesData);
        }
    }

    record Elements(List<JsonTemplate> all) implements JsonTemplate {
        @Override
        public void write(JsonGenerator out, EventFacts facts) throws IOException {
            out.writeStartArray();
            for (JsonTemplate element : all) {
                element.write(out, facts);
            }
            out.writeEndArray();
        }

        @Override
        public boolean usesData() {
            return all.stream().anyMatch(JsonTemplate::usesData);
        }
    }

    /** @throws IllegalArgumentException with the remedy */
    static JsonTemplate parse(String text) {
        try {
            return of(PolicyDocument.json(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "is not one document of JSON, see line " + e.getLocation().getLineNr()
                            + "; places stand in strings, {\"user\":\"${event.userid}\"}",
                    e);
        }
    }

    private static JsonTemplate of(JsonNode node) {
        if (node.isTextual()) {
            TextTemplate template = TextTemplate.parse(node.textValue(), Fact.OF_USER_EVENT);
            return new Text(template);
        }
        if (node.isArray()) {
            List<JsonTemplate> elements = new ArrayList<>();
            node.forEach(element -> elements.add(of(element)));
            return new Elements(elements);
        }
        if (node.isObject()) {
            Map<String, JsonTemplate> members = new LinkedHashMap<>();
            node.properties().forEach(member -> {
                if (member.getKey().contains("${")) {
                    throw new IllegalArgumentException(
                            "has a place in the name of a member; only values are filled in");
                }
                members.put(member.getKey(), of(member.getValue()));
            });
            return new Members(members);
        }
        return new Constant(node);
    }
}
