/** The registry of error codes; every room may import it. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.errors;

import org.jspecify.annotations.NullMarked;
