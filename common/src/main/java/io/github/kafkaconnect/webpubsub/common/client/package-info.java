/** Carries out one operation over a transport and classifies the answer. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.client;

import org.jspecify.annotations.NullMarked;
