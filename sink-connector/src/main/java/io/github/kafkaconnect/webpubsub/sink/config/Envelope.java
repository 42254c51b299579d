package io.github.kafkaconnect.webpubsub.sink.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON document whose strings are templates: {@code {"room":"${key}","data":"${value}"}}. A string that is nothing but a placeholder
 * becomes what that names, with its type; one with text around stays a string. {@code "${headers}"} becomes an object of all headers.
 * Names of members are fixed. What records fill in never changes the structure. Parsed once. Immutable.
 */
public record Envelope(Node root) {
    private static final String ALL_HEADERS = "${headers}";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** A part of the document. */
    public sealed interface Node {}

    /** An object. */
    public record Members(List<Member> members) implements Node {
        public Members {
            members = List.copyOf(members);
        }
    }

    /** A member of an object. */
    public record Member(String name, Node node) {}

    /** An array. */
    public record Elements(List<Node> nodes) implements Node {
        public Elements {
            nodes = List.copyOf(nodes);
        }
    }

    /** A number, true, false or null, as JSON. */
    public record Fixed(String json) implements Node {}

    /** A string, with placeholders or without. */
    public record Text(Template template) implements Node {}

    /** All headers of the record. */
    public record Headers() implements Node {}

    /** @throws IllegalArgumentException saying where and what to do */
    public static Envelope parse(String json) {
        try {
            return new Envelope(node("", MAPPER.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "is not JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr()
                            + "; it is one document that names each member once, and placeholders stand between double quotes,"
                            + " as in {\"data\":\"${value}\"}",
                    e);
        }
    }

    private static Node node(String path, JsonNode json) {
        if (json.isObject()) {
            List<Member> members = new ArrayList<>(json.size());
            json.properties().forEach(member -> members.add(member(path, member.getKey(), member.getValue())));
            return new Members(members);
        }
        if (json.isArray()) {
            List<Node> nodes = new ArrayList<>(json.size());
            json.forEach(element -> nodes.add(node(path + '/' + nodes.size(), element)));
            return new Elements(nodes);
        }
        return json.isTextual() ? text(path, json.textValue()) : new Fixed(json.toString());
    }

    private static Member member(String path, String name, JsonNode json) {
        if (name.contains("${")) {
            throw new IllegalArgumentException("has a placeholder in the name of the member " + path + '/' + name
                    + "; names are fixed, placeholders stand in values");
        }
        return new Member(name, node(path + '/' + name, json));
    }

    private static Node text(String path, String text) {
        if (text.equals(ALL_HEADERS)) {
            return new Headers();
        }
        try {
            return new Text(Template.parse(text));
        } catch (WebPubSubException e) {
            String problem = text.contains("${headers")
                    ? ALL_HEADERS + " stands for an object and must be the whole string; one header is ${header.name}"
                    : e.detail();
            throw new IllegalArgumentException("at " + (path.isEmpty() ? "/" : path) + ": " + problem, e);
        }
    }
}
