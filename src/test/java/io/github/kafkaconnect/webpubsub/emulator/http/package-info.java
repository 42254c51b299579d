/** The Netty side of HTTP: one listener, one exchange at a time per socket, faults applied on the way. */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.http;

import org.jspecify.annotations.NullMarked;
