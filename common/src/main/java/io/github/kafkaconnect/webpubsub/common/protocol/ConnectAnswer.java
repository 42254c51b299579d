package io.github.kafkaconnect.webpubsub.common.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client is let in. What is null is left as the client's token and offer say; an empty list of roles takes the token's away, an
 * empty list of groups changes nothing.
 *
 * @param userId sets or replaces the user; empty text makes the connection anonymous
 * @param groups the connection is in from the start
 * @param roles as in tokens, {@code webpubsub.sendToGroup.<group>}
 * @param subprotocol one of those that the client offers
 * @param userProperties in the CONNACK of an MQTT 5 client
 */
public record ConnectAnswer(
        @Nullable String userId,
        @Nullable List<String> groups,
        @Nullable List<String> roles,
        @Nullable String subprotocol,
        UserProperties userProperties) {
    /** As the token says. */
    public static final ConnectAnswer PLAIN = new ConnectAnswer(null, null, null, null, UserProperties.NONE);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException for a group, role or subprotocol that the service refuses */
    public ConnectAnswer {
        groups = groups == null ? null : List.copyOf(groups);
        roles = roles == null ? null : List.copyOf(roles);
        if (groups != null) {
            groups.forEach(GroupName::new);
        }
        if (subprotocol != null && subprotocol.isEmpty()) {
            throw new IllegalArgumentException("an empty subprotocol is not allowed; leave it out to choose none");
        }
    }

    /** 204 when there is nothing to say, else 200 with the JSON of the service; the connection's state goes beside it. */
    public UpstreamReply toReply() {
        ObjectNode body = JSON.createObjectNode();
        if (userId != null) {
            body.put("userId", userId);
        }
        if (groups != null) {
            groups.forEach(body.putArray("groups")::add);
        }
        if (roles != null) {
            roles.forEach(body.putArray("roles")::add);
        }
        if (subprotocol != null) {
            body.put("subprotocol", subprotocol);
        }
        if (!userProperties.isEmpty()) {
            userProperties.writeTo(body.putObject("mqtt"));
        }
        if (body.isEmpty()) {
            return UpstreamReply.NO_CONTENT;
        }
        return new UpstreamReply(200, "application/json; charset=utf-8", null, Metadata.NONE, bytes(body));
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts is always written", e);
        }
    }
}
