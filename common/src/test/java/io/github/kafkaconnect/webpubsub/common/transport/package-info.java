/** The transport against peers of every kind. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.transport;

import org.jspecify.annotations.NullMarked;
