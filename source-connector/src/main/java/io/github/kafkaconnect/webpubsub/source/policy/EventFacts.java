package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a user event tells: its attributes, and its data when that is text or JSON. For one reply. */
final class EventFacts {
    /** Numbers keep all their digits. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final UpstreamEvent event;
    private final JsonNode data;

    EventFacts(UpstreamEvent event, boolean withData) {
        this.event = event;
        this.data = withData ? data(event) : NullNode.getInstance();
    }

    /** The value with its type; null in JSON when it is absent and has no default. */
    JsonNode value(TextTemplate.Place place) {
        JsonNode value = place.fact().root() == Fact.Root.DATA
                ? data
                : event.attribute(place.fact().name())
                        .filter(text -> !text.isEmpty())
                        .<JsonNode>map(TextNode::valueOf)
                        .orElse(NullNode.getInstance());
        return value.isNull() && place.fallback() != null ? TextNode.valueOf(place.fallback()) : value;
    }

    /** The value as a part of a text: JSON as it is written, nothing for what is absent. */
    String text(TextTemplate.Place place) {
        JsonNode value = value(place);
        if (value.isNull()) {
            return "";
        }
        try {
            return value.isTextual() ? value.textValue() : JSON.writeValueAsString(value);
        } catch (JsonProcessingException tooDeep) {
            return "";
        }
    }

    private static JsonNode data(UpstreamEvent event) {
        String type = event.attribute("datacontenttype").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/")) {
            return TextNode.valueOf(new String(event.data(), StandardCharsets.UTF_8));
        }
        if (!type.startsWith("application/json") || event.data().length == 0) {
            return NullNode.getInstance();
        }
        try {
            return JSON.readTree(event.data());
        } catch (IOException broken) {
            return NullNode.getInstance();
        }
    }
}
