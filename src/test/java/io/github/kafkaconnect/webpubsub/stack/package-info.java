/**
 * Kafka, Connect, the emulator and the page as processes of this machine: what the local stack and the end-to-end
 * tests start, use and stop.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.stack;

import org.jspecify.annotations.NullMarked;
