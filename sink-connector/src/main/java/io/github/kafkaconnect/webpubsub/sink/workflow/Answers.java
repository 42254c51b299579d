package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import java.util.Set;

/** What the answers to questions say. */
final class Answers {
    private static final int OK = 200;

    private Answers() {}

    /** Puts what a question yields into {@code outputs}, and a client's token also into {@code secrets}. */
    static void read(Operation call, Reply reply, ObjectNode outputs, Set<String> secrets) {
        switch (call.kind()) {
            case GROUP_EXISTS, USER_EXISTS, CONNECTION_EXISTS -> outputs.put("exists", reply.status() == OK);
            case CHECK_PERMISSION -> outputs.put("permitted", reply.status() == OK);
            case GET_SERVICE_STATUS -> outputs.put("healthy", reply.status() == OK);
            case LIST_CONNECTIONS_IN_GROUP -> {
                JsonNode page = reply.json();
                outputs.set("connections", page.path("value"));
                if (page.path("nextLink").isTextual()) {
                    outputs.set("nextLink", page.path("nextLink"));
                }
            }
            case GENERATE_CLIENT_TOKEN -> {
                JsonNode token = reply.json().path("token");
                outputs.set("token", token);
                note(call, reply, secrets);
            }
            default -> {}
        }
    }

    /** Notes a client's token, should the reply hold one. */
    static void note(Operation call, Reply reply, Set<String> secrets) {
        if (call.kind() == Operation.Kind.GENERATE_CLIENT_TOKEN) {
            String token = reply.json().path("token").asText();
            if (!token.isEmpty()) {
                secrets.add(token);
            }
        }
    }
}
