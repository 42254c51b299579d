/** What the sink's config promises. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.config;

import org.jspecify.annotations.NullMarked;
