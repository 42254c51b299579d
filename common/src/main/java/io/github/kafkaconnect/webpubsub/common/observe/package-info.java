/** Metric catalogue, log context, delivery listener. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.observe;

import org.jspecify.annotations.NullMarked;
