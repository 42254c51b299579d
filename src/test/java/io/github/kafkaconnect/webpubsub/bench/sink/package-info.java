/** Measures the sink side by side with its peers: {@code mvn -q -Pbench verify -Dbench=sink}. */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.sink;

import org.jspecify.annotations.NullMarked;
