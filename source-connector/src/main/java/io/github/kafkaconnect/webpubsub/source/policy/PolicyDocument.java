package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/** The tree of a document in JSON or YAML, without what either would pass over in silence. */
final class PolicyDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final YAMLFactory YAML_FACTORY = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // Nothing is no text; '' is an empty one.
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();
    private static final ObjectMapper YAML =
            new ObjectMapper(YAML_FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String NEEDS_QUOTES = "a text that begins with *, & or ! needs quotes in YAML";

    private PolicyDocument() {}

    /** JSON alone, which is not guessed about. */
    static JsonNode json(String text) throws JsonProcessingException {
        JsonNode node = JSON.readTree(text);
        if (node.isMissingNode()) {
            throw new JsonParseException(null, "nothing there", JsonLocation.NA);
        }
        return node;
    }

    /** A missing node, with a problem, when it cannot be read. */
    static JsonNode read(String text, Problems problems) {
        if (text.stripLeading().startsWith("{")) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException perhapsYaml) {
                // YAML in braces fits an option of one line better than JSON, whose quotes need backslashes there.
            }
        }
        try {
            refuseAliases(text, problems);
            JsonNode root = YAML.readTree(text);
            return problems.all().isEmpty() ? root : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            // The rest of the message quotes the document.
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add("line " + line, problem(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new IllegalStateException("a text is always read", e);
        }
        return MissingNode.getInstance();
    }

    private static String problem(String message) {
        if (message.startsWith("Duplicate")) {
            return "a member is given twice";
        }
        boolean marked = message.startsWith("while scanning an a") || message.startsWith("while scanning a tag");
        return marked ? NEEDS_QUOTES : "cannot be read as one document of YAML or JSON";
    }

    /**
     * A text that begins with an asterisk is in YAML the name of something written elsewhere, one with an ampersand gives such a name and
     * one with an exclamation mark a type; each would be read without it.
     */
    private static void refuseAliases(String text, Problems problems) throws IOException {
        try (YAMLParser parser = YAML_FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean anchored = token.isStructStart() && parser.getObjectId() != null;
                if (parser.isCurrentAlias() || anchored || isMarked(text, parser)) {
                    problems.add("line " + parser.currentTokenLocation().getLineNr(), NEEDS_QUOTES);
                }
            }
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
