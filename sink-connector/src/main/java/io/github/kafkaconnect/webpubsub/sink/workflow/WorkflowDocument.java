package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/** The tree of a document in YAML, of which JSON is a part, without what YAML would pass over in silence. */
final class WorkflowDocument {
    static final String NEEDS_QUOTES = "has a text that begins with *, & or !, which needs quotes in YAML";

    private static final YAMLFactory YAML_FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectMapper YAML =
            new ObjectMapper(YAML_FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private WorkflowDocument() {}

    static JsonNode read(String text) throws JsonProcessingException {
        if (text.stripLeading().startsWith("{")) {
            return Json.MAPPER.readTree(text);
        }
        refuseMarks(text);
        return YAML.readTree(text);
    }

    /** A name for another place, or of one, or a type: the text would be read without it. */
    private static void refuseMarks(String text) throws JsonProcessingException {
        try (YAMLParser parser = YAML_FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean anchored = token.isStructStart() && parser.getObjectId() != null;
                if (parser.isCurrentAlias() || anchored || isMarked(text, parser)) {
                    throw new JsonParseException(parser, NEEDS_QUOTES, parser.currentTokenLocation());
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a text is always read", e);
        }
    }

    private static boolean isMarked(String text, YAMLParser parser) {
        long start = parser.currentTokenLocation().getCharOffset();
        if (start < 0 || start >= text.codePointCount(0, text.length())) {
            return false;
        }
        int first = text.codePointAt(text.offsetByCodePoints(0, (int) start));
        return first == '&' || first == '!';
    }
}
