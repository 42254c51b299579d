package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a connect event. */
public sealed interface ConnectAnswer {
    /**
     * The client may connect. Null always means that the handler said nothing and the token's value stands.
     *
     * @param userId replaces the token's user id, the empty string included
     * @param groups replaces the token's groups; never empty, because an empty array changes nothing
     * @param roles replaces the token's roles; empty takes all of them away
     * @param subprotocol the WebSocket subprotocol to select
     */
    record Accepted(
            @Nullable String userId,
            @Nullable List<String> groups,
            @Nullable List<String> roles,
            @Nullable String subprotocol)
            implements ConnectAnswer {
        /** Accepts with what the token says. */
        public static final Accepted AS_IS = new Accepted(null, null, null, null);
    }

    /**
     * The client may not connect.
     *
     * @param status HTTP status for the client's handshake, 300..599
     */
    record Refused(int status) implements ConnectAnswer {}
}
