package io.github.kafkaconnect.webpubsub.emulator;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connection as it was at one moment; the protocol is null for a client without subprotocol. */
public record ClientSnapshot(
        String connectionId, @Nullable String userId, Set<String> groups, @Nullable String protocol) {}
