/** Holds events between the listener and Connect, and the answers that are owed for them. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.handoff;

import org.jspecify.annotations.NullMarked;
