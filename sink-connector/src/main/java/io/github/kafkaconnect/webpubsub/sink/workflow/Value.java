package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of a document, in which texts may be expressions or hold some between <code>{</code> and <code>}</code>. */
sealed interface Value {
    Pattern EMBEDDED = Pattern.compile("\\{(\\$[^}]*)}");
    Pattern FORGOTTEN = Pattern.compile("\\$(inputs|steps|response)\\.");

    /** Missing when it is an expression that yields nothing. */
    JsonNode in(Scope scope);

    /** Tells of every expression in it. */
    void eachExpression(Consumer<Expression> consumer);

    record Constant(JsonNode node) implements Value {
        @Override
        public JsonNode in(Scope scope) {
            return node;
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {}
    }

    record Whole(Expression expression) implements Value {
        @Override
        public JsonNode in(Scope scope) {
            return expression.in(scope);
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            consumer.accept(expression);
        }
    }

    /** Pieces of text and expressions in turn; what yields nothing is empty text. */
    record Text(List<Value> parts) implements Value {
        @Override
        public JsonNode in(Scope scope) {
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(text(part.in(scope))));
            return TextNode.valueOf(text.toString());
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            parts.forEach(part -> part.eachExpression(consumer));
        }
    }

    /** A text that is an OData filter: what expressions yield stands between its quotes and cannot end them. */
    record Filter(List<Value> parts) implements Value {
        @Override
        public JsonNode in(Scope scope) {
            StringBuilder text = new StringBuilder();
            for (Value part : parts) {
                String piece = text(part.in(scope));
                text.append(part instanceof Constant ? piece : piece.replace("'", "''"));
            }
            return TextNode.valueOf(text.toString());
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            parts.forEach(part -> part.eachExpression(consumer));
        }
    }

    private static String text(JsonNode node) {
        return node.isContainerNode() ? node.toString() : node.isNull() ? "" : node.asText();
    }

    /**
     * The same value for the parameter {@code filter}. One that is nothing but an expression is a filter that the workflow was given.
     *
     * @throws IllegalArgumentException when an expression stands where it could change what the filter asks
     */
    static Value asFilter(Value value) {
        if (!(value instanceof Text text)) {
            return value;
        }
        boolean quoted = false;
        for (Value part : text.parts()) {
            if (part instanceof Constant constant) {
                quoted ^=
                        constant.node().asText().chars().filter(c -> c == '\'').count() % 2 == 1;
            } else if (!quoted) {
                throw new IllegalArgumentException("has an expression that does not stand between single quotes, as in"
                        + " userId eq '{$inputs.user}'");
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("has a single quote that is not closed");
        }
        return new Filter(text.parts());
    }

    record Members(Map<String, Value> members) implements Value {
        @Override
        public JsonNode in(Scope scope) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            members.forEach((name, value) -> object.set(name, orNull(value.in(scope))));
            return object;
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            members.values().forEach(value -> value.eachExpression(consumer));
        }
    }

    record Elements(List<Value> elements) implements Value {
        @Override
        public JsonNode in(Scope scope) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            elements.forEach(value -> array.add(orNull(value.in(scope))));
            return array;
        }

        @Override
        public void eachExpression(Consumer<Expression> consumer) {
            elements.forEach(value -> value.eachExpression(consumer));
        }
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? NullNode.getInstance() : node;
    }

    /** @throws IllegalArgumentException saying which text cannot be read */
    static Value parse(JsonNode node) {
        if (node.isTextual()) {
            return text(node.textValue());
        }
        if (node.isObject()) {
            Map<String, Value> members = new LinkedHashMap<>();
            node.properties().forEach(field -> members.put(field.getKey(), parse(field.getValue())));
            return new Members(members);
        }
        if (node.isArray()) {
            List<Value> elements = new ArrayList<>();
            node.forEach(element -> elements.add(parse(element)));
            return new Elements(elements);
        }
        return new Constant(node);
    }

    private static Value text(String text) {
        if (text.startsWith("$") && FORGOTTEN.matcher(text).lookingAt() && text.indexOf(' ') < 0) {
            return new Whole(Expression.parse(text));
        }
        if (text.equals("$statusCode")) {
            return new Whole(Expression.parse(text));
        }
        List<Value> parts = new ArrayList<>();
        Matcher holes = EMBEDDED.matcher(text);
        int end = 0;
        while (holes.find()) {
            literal(text.substring(end, holes.start()), parts);
            parts.add(new Whole(Expression.parse(holes.group(1))));
            end = holes.end();
        }
        literal(text.substring(end), parts);
        return parts.size() == 1 && parts.get(0) instanceof Constant only ? only : new Text(parts);
    }

    private static void literal(String text, List<Value> parts) {
        if (FORGOTTEN.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "an expression inside a longer text stands between braces, such as {$inputs.name}");
        }
        if (!text.isEmpty() || parts.isEmpty()) {
            parts.add(new Constant(TextNode.valueOf(text)));
        }
    }
}
