/** The plugins in an image, as they are deployed. */
@NullMarked
package io.github.kafkaconnect.webpubsub.containers;

import org.jspecify.annotations.NullMarked;
