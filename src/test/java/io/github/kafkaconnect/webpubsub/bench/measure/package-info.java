/** What the comparisons of sink and source share: processes and machine, rounds, medians and the report. */
@NullMarked
package io.github.kafkaconnect.webpubsub.bench.measure;

import org.jspecify.annotations.NullMarked;
