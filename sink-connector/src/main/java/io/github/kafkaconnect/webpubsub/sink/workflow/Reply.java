package io.github.kafkaconnect.webpubsub.sink.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the service answered to one call.
 *
 * @param headers the value of a header by its name, in any case
 */
public record Reply(int status, Function<String, Optional<String>> headers, byte[] body) {
    static final Reply NONE = local(0);

    /** Of a call that was not made, because the service would refuse it. */
    static Reply local(int status) {
        return new Reply(status, name -> Optional.empty(), new byte[0]);
    }

    /** Missing when the body is not JSON. */
    JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
