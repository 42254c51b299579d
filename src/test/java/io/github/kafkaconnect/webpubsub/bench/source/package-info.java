/** Measures the source side by side with its peers: {@code mvn -q -Pbench verify -Dbench=source}. */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.source;

import org.jspecify.annotations.NullMarked;
