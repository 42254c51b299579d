/**
 * The WebSocket side: simple clients, {@code json.webpubsub.azure.v1} and {@code json.reliable.webpubsub.azure.v1}.
 *
 * <p>Loop-confined: the sockets, the state and the timers share the emulator's one event loop.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.client;

import org.jspecify.annotations.NullMarked;
