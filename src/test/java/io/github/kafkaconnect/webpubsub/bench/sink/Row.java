package io.github.kafkaconnect.webpubsub.bench.sink;

/** One part of the benchmark. */
interface Row {

    /** Measures, and adds what it found to the report. */
    void run(Rig rig, Report report);
}
