/** Moves bytes: HTTP client and HTTP server. Netty is visible here and nowhere else. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.transport;

import org.jspecify.annotations.NullMarked;
