package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.Map;

/**
 * One contender at several rates, one after the other.
 *
 * @param saturation in a closed loop just before
 * @param byRate by the rate's name; a rate that the contender cannot reach is absent
 */
record PacedRun(double warmUpSeconds, Sample saturation, Map<String, Sample> byRate, Proof proof) {}
