/** The sink connector. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink;

import org.jspecify.annotations.NullMarked;
