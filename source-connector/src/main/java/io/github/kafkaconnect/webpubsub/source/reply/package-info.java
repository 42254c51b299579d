/** Answers of applications behind Kafka: which request a reply belongs to, and what it says. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.reply;

import org.jspecify.annotations.NullMarked;
