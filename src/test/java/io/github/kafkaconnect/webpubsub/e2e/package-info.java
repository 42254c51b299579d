/** The bridge from end to end: real broker, real worker, the plugins from their zips, the emulator as the service. */
@NullMarked
package io.github.kafkaconnect.webpubsub.e2e;

import org.jspecify.annotations.NullMarked;
