/** Metric catalogue, log context, pace of log lines. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.observe;

import org.jspecify.annotations.NullMarked;
