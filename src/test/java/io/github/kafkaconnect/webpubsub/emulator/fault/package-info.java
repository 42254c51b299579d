/** Test hooks: what shall go wrong, and what was received. */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.fault;

import org.jspecify.annotations.NullMarked;
