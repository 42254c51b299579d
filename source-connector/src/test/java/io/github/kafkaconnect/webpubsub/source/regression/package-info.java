/** Defects of other connectors, each with the promise that keeps it out of this one. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.regression;

import org.jspecify.annotations.NullMarked;
