/**
 * Microbenchmarks: {@code mvn -q -Pbench verify -Dbench=jmh}. They are compiled with all tests, so that they follow the
 * code; what JMH generates from them is made and compiled by {@link JmhBenchmark} only.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.jmh;

import org.jspecify.annotations.NullMarked;
