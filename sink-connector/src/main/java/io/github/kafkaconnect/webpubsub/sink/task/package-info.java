/** The sink's task: takes records from Connect, runs them through mapping and delivery, tells Connect what may be committed. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.task;

import org.jspecify.annotations.NullMarked;
