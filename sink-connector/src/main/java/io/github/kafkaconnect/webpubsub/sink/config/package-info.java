/** Options of the sink: declared, checked against each other, and as typed values. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.config;

import org.jspecify.annotations.NullMarked;
