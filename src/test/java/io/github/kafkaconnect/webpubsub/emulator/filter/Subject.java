package io.github.kafkaconnect.webpubsub.emulator.filter;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a filter can see of one connection at the moment it is evaluated.
 *
 * @param userId null for an anonymous connection
 * @param groups the groups the connection is in; read, never changed
 * @param protocol the WebSocket subprotocol, null for a simple client
 */
public record Subject(String connectionId, @Nullable String userId, Set<String> groups, @Nullable String protocol) {}
