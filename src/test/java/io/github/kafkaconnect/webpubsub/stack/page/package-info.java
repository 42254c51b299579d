/**
 * The web page of the local stack: a chat over the bridge, and what can be seen of each message on its way.
 *
 * <p>Browsers talk to the emulator themselves, over WebSocket. This process gives them the page and a token, and tells
 * them, as server-sent events, what it reads in Kafka and in the emulator's counters.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.stack.page;

import org.jspecify.annotations.NullMarked;
