/**
 * Contenders of the comparison that need nothing but this module's class path. Each is a main class that sends without
 * end, as fast as it can, until its process is ended: the stub counts, the coordinator measures the process.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.load;

import org.jspecify.annotations.NullMarked;
