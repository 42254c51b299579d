/** Produces and checks credentials; the JWT library is visible here and nowhere else. */
@NullMarked
package io.github.kafkaconnect.webpubsub.common.auth;

import org.jspecify.annotations.NullMarked;
