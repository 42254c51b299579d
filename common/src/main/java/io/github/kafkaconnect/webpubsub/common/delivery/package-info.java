/** Decides what to send, when to retry and what may be committed: pure state machines without clock, thread, I/O or random of their own. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.delivery;

import org.jspecify.annotations.NullMarked;
