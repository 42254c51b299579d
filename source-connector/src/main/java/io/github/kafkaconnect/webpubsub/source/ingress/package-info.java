/** The door for upstream requests: shared listeners, routes, checks, replies. */
@NullMarked
package io.github.kafkaconnect.webpubsub.source.ingress;

import org.jspecify.annotations.NullMarked;
