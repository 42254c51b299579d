/** What the sink's mapping promises. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.mapping;

import org.jspecify.annotations.NullMarked;
