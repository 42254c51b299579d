/** Decides about one upstream request: who may post, and how long an answer may take. Pure. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.event;

import org.jspecify.annotations.NullMarked;
