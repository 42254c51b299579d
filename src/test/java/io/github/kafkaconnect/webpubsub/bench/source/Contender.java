package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.function.BiFunction;

/**
 * One of those that are compared: each run is a new process and a new topic.
 *
 * @param writes whether its answers promise that the event is in Kafka
 * @param start starts it, to write to that topic
 */
record Contender(String name, boolean writes, BiFunction<Rig, String, Door> start) {

    /** How the source with default options is called in every table; ratios are to the first contender of a table. */
    static final String OURS = "ours";
}
