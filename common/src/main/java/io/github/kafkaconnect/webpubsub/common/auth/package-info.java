/** Produces and checks credentials; the JWT library and Azure Identity are visible here and nowhere else. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.auth;

import org.jspecify.annotations.NullMarked;
