/** Defects seen in other connectors, each as a test that ours does not have it. */
@NullMarked
package io.github.kafkaconnect.webpubsub.regression;

import org.jspecify.annotations.NullMarked;
