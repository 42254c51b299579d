package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A runtime expression of Arazzo 1.0: {@code $statusCode}, {@code $inputs.x}, {@code $steps.s.outputs.x}, {@code $response.header.x},
 * {@code $response.body} and each but the first and the header with a JSON pointer behind {@code #}.
 */
sealed interface Expression {
    Pattern INPUT = Pattern.compile("\\$inputs\\.([^#\\s]+)(?:#(.*))?");
    Pattern OUTPUT = Pattern.compile("\\$steps\\.([A-Za-z0-9_-]+)\\.outputs\\.([^#\\s]+)(?:#(.*))?");
    Pattern HEADER = Pattern.compile("\\$response\\.header\\.([!#$%&'*+.^_`|~0-9A-Za-z-]+)");
    Pattern BODY = Pattern.compile("\\$response\\.body(?:#(.*))?");

    /** Missing when there is no such value. */
    JsonNode in(Scope scope);

    record StatusCode() implements Expression {
        @Override
        public JsonNode in(Scope scope) {
            return IntNode.valueOf(scope.reply().status());
        }
    }

    record Input(String name, JsonPointer pointer) implements Expression {
        @Override
        public JsonNode in(Scope scope) {
            return scope.input(name).at(pointer);
        }
    }

    record Output(String step, String name, JsonPointer pointer) implements Expression {
        @Override
        public JsonNode in(Scope scope) {
            return scope.output(step, name).at(pointer);
        }
    }

    record Header(String name) implements Expression {
        @Override
        public JsonNode in(Scope scope) {
            return scope.reply()
                    .headers()
                    .apply(name)
                    .<JsonNode>map(TextNode::valueOf)
                    .orElse(MissingNode.getInstance());
        }
    }

    record Body(JsonPointer pointer) implements Expression {
        @Override
        public JsonNode in(Scope scope) {
            return scope.reply().json().at(pointer);
        }
    }

    /** @throws IllegalArgumentException when it is none of those */
    static Expression parse(String text) {
        if (text.equals("$statusCode")) {
            return new StatusCode();
        }
        Matcher input = INPUT.matcher(text);
        if (input.matches()) {
            return new Input(input.group(1), pointer(input.group(2)));
        }
        Matcher output = OUTPUT.matcher(text);
        if (output.matches()) {
            return new Output(output.group(1), output.group(2), pointer(output.group(3)));
        }
        Matcher header = HEADER.matcher(text);
        if (header.matches()) {
            return new Header(header.group(1));
        }
        Matcher body = BODY.matcher(text);
        if (body.matches()) {
            return new Body(pointer(body.group(1)));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no expression that is understood here; these are $statusCode,"
                        + " $inputs.x, $steps.s.outputs.x, $response.header.x and $response.body#/pointer");
    }

    private static JsonPointer pointer(@Nullable String text) {
        return text == null ? JsonPointer.empty() : JsonPointer.compile(text);
    }
}
