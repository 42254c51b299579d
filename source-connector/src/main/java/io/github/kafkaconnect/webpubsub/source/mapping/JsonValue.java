package io.github.kafkaconnect.webpubsub.source.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as Connect holds it without a schema: maps, lists, texts, booleans, {@code Long} and {@code Double}. Whole numbers beyond
 * 64 bits become doubles, as in JavaScript. A converter's refusal would end the task, so what a converter cannot write is refused here.
 */
final class JsonValue {
    private static final JsonFactory PARSERS = new JsonFactory();
    /** Far below the thousand levels that Jackson writes, of which an envelope takes some. */
    private static final int DEPTH_MAX = 200;

    private final JsonParser parser;
    private int bytes;

    private JsonValue(JsonParser parser) {
        this.parser = parser;
    }

    /** A value and how many bytes it has as JSON, at most. */
    record Parsed(Object value, int bytes) {}

    /**
     * The one value that a text is; null when it is no JSON, a lone null (which Kafka would take for a deletion), too deep, or holds
     * half a surrogate pair or a number beyond a double.
     */
    static @Nullable Parsed parse(String text) {
        try (JsonParser parser = PARSERS.createParser(text)) {
            JsonValue reader = new JsonValue(parser);
            if (parser.nextToken() == null) {
                return null;
            }
            Object value = reader.value(0);
            return value == null || parser.nextToken() != null ? null : new Parsed(value, reader.bytes);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Object value(int depth) throws IOException {
        if (depth > DEPTH_MAX) {
            throw new IOException("too deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> weighed(true);
            case VALUE_FALSE -> weighed(false);
            case VALUE_NULL -> {
                bytes += "null".length();
                yield null;
            }
            default -> throw new IOException("no value");
        };
    }

    private Map<String, @Nullable Object> object(int depth) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        bytes += 2;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = text(parser.currentName());
            parser.nextToken();
            bytes += 2;
            map.put(name, value(depth + 1));
        }
        return map;
    }

    private List<@Nullable Object> array(int depth) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        bytes += 2;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            bytes++;
            list.add(value(depth + 1));
        }
        return list;
    }

    private Object whole() throws IOException {
        JsonParser.NumberType type = parser.getNumberType();
        boolean fits = type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
        return fits ? weighed(parser.getLongValue()) : number();
    }

    private Object number() throws IOException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new IOException("beyond a double");
        }
        return weighed(number);
    }

    private Object weighed(Object plain) {
        bytes += plain.toString().length();
        return plain;
    }

    private String text(String text) throws IOException {
        bytes += Weight.jsonText(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new IOException("half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }
}
