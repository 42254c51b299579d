/** The imperative shell around the delivery engine: loop, ticker, orderly close. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.runtime;

import org.jspecify.annotations.NullMarked;
