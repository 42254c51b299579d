/** What credentials promise. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.auth;

import org.jspecify.annotations.NullMarked;
