package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.measure.Report;

/** One part of the benchmark. */
interface Row {

    /** Measures, and adds what it found to the report. */
    void run(Rig rig, Report report);
}
