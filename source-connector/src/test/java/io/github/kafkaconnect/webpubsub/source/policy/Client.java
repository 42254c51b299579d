package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client that wants to connect, as the service tells of it. */
final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode body = JSON.createObjectNode();
    private final Map<String, String> attributes = new HashMap<>(Map.of(
            "eventname", "connect",
            "connectionid", "c1",
            "hub", "chat",
            "id", "0",
            "type", "azure.webpubsub.sys.connect",
            "source", "/hubs/chat/client/c1",
            "specversion", "1.0"));

    Client claim(String name, String... values) {
        return list("claims", name, values);
    }

    Client query(String name, String... values) {
        return list("query", name, values);
    }

    Client header(String name, String... values) {
        return list("headers", name, values);
    }

    Client offers(String... subprotocols) {
        ArrayNode list = body.putArray("subprotocols");
        List.of(subprotocols).forEach(list::add);
        return this;
    }

    Client certificate(String thumbprint) {
        body.withArrayProperty("clientCertificates").addObject().put("thumbprint", thumbprint);
        return this;
    }

    Client mqtt(int version, String user) {
        body.putObject("mqtt").put("protocolVersion", version).put("username", user);
        return this;
    }

    Client attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    UpstreamEvent event() {
        try {
            return event(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    UpstreamEvent event(String text) {
        return event(text.getBytes(StandardCharsets.UTF_8));
    }

    private UpstreamEvent event(byte[] bytes) {
        return new UpstreamEvent(UpstreamEvent.Kind.CONNECT, attributes, Map.of(), bytes);
    }

    private Client list(String member, String name, String... values) {
        ArrayNode list = body.withObjectProperty(member).putArray(name);
        List.of(values).forEach(list::add);
        return this;
    }
}
