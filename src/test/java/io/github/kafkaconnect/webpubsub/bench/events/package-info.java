/**
 * The load of the source's benchmark: clients that post events as Web PubSub does, each on a keep-alive connection of its
 * own and one at a time, either as fast as they are answered or at a fixed rate. One event loop; numbers of clients and of
 * events that wait for one are bounded.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.events;

import org.jspecify.annotations.NullMarked;
