/** The bridge by which the simulation reaches the parts of the sink's task. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.task;

import org.jspecify.annotations.NullMarked;
