/** Wires the source and drives it from Connect's task thread. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.task;

import org.jspecify.annotations.NullMarked;
