package io.github.kafkaconnect.webpubsub.bench.sink;

import java.util.function.Supplier;

/** One of those that are compared: each run is a new process. */
record Contender(String name, Supplier<Running> start) {

    /** How the sink and our client are called in every table; ratios are to the first contender of a table. */
    static final String OURS = "ours";
}
