/** Measurements of the whole stack; not part of any test run. */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench;

import org.jspecify.annotations.NullMarked;
