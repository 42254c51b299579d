/** A command that tells what a configuration does with sample records. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.explain;

import org.jspecify.annotations.NullMarked;
