/** An event handler without Connect, as a process of its own: what a door can do at best, with Kafka and without. */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.door;

import org.jspecify.annotations.NullMarked;
