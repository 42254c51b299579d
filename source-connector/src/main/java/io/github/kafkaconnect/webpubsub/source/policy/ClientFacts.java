package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What a connect event tells of the client. Members that are not known are not looked at. Immutable. */
final class ClientFacts implements Fact.Source {
    private static final int MQTT_5 = 5;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Of two equal names the tree keeps the last; a rule must not be asked about half of what was said.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private final UpstreamEvent event;
    private final JsonNode body;

    private ClientFacts(UpstreamEvent event, JsonNode body) {
        this.event = event;
        this.body = body;
    }

    /** @throws RuleFailure when the body is not the JSON object that a connect event has */
    static ClientFacts of(UpstreamEvent event) {
        if (event.data().length == 0) {
            return new ClientFacts(event, MissingNode.getInstance());
        }
        try {
            JsonNode body = JSON.readTree(event.data());
            if (body.isObject()) {
                return new ClientFacts(event, body);
            }
        } catch (IOException e) {
            // The parser's own message quotes the body.
            throw new RuleFailure(
                    "the body of connect is not JSON (" + e.getClass().getSimpleName() + ")");
        }
        throw new RuleFailure("the body of connect is not a JSON object");
    }

    @Override
    public List<String> values(Fact fact) {
        return switch (fact.root()) {
            case CLAIM -> texts(body.path("claims").path(fact.name()));
            case QUERY -> texts(body.path("query").path(fact.name()));
            case HEADER -> header(fact.name());
            case ORIGIN -> header("origin");
            case SUBPROTOCOL -> texts(body.path("subprotocols"));
            case CERTIFICATE -> thumbprints();
            case MQTT -> texts(body.path("mqtt").path(fact.name().equals("username") ? "username" : "protocolVersion"));
            case EVENT -> event.attribute(fact.name()).filter(text -> !text.isEmpty()).stream()
                    .toList();
            case DATA -> List.of();
        };
    }

    /** The version in an MQTT client's CONNECT; empty for other clients. */
    OptionalInt mqttVersion() {
        boolean named = event.attribute("subprotocol")
                .filter(text -> text.toLowerCase(Locale.ROOT).contains("mqtt"))
                .isPresent();
        JsonNode mqtt = body.path("mqtt");
        return mqtt.isObject() || named
                ? OptionalInt.of(mqtt.path("protocolVersion").asInt(MQTT_5))
                : OptionalInt.empty();
    }

    private List<String> header(String lowerCaseName) {
        List<String> values = new ArrayList<>();
        body.path("headers").properties().forEach(field -> {
            if (field.getKey().equalsIgnoreCase(lowerCaseName)) {
                values.addAll(texts(field.getValue()));
            }
        });
        return values;
    }

    private List<String> thumbprints() {
        List<String> values = new ArrayList<>();
        body.path("clientCertificates").forEach(certificate -> values.addAll(texts(certificate.path("thumbprint"))));
        return values;
    }

    private static List<String> texts(JsonNode node) {
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> add(values, element));
        } else {
            add(values, node);
        }
        return values;
    }

    private static void add(List<String> values, JsonNode node) {
        if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            values.add(node.asText());
        }
    }
}
