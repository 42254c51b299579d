/** Turns a record into an operation, or says why not: pure, one call for each record, no I/O. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.mapping;

import org.jspecify.annotations.NullMarked;
