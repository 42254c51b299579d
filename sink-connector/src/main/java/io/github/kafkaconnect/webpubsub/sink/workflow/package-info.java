/** Several calls for one record, one after the other: lists of commands and Arazzo workflows. */
@NullMarked
package io.github.kafkaconnect.webpubsub.sink.workflow;

import org.jspecify.annotations.NullMarked;
