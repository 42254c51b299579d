/** Applications behind Kafka, small enough to be copied: they answer the clients of a hub and keep account of them. */
@NullMarked
package io.github.kafkaconnect.webpubsub.examples;

import org.jspecify.annotations.NullMarked;
