/** Turns events into records by way of the CloudEvents library. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.mapping;

import org.jspecify.annotations.NullMarked;
