package io.github.kafkaconnect.webpubsub.bench.source;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured, from system properties.
 *
 * @param rows {@code bench.rows}, separated by commas, in the order they run; all by default
 * @param rounds {@code bench.rounds}: how often every contender of a row runs, 3 by default
 * @param scale {@code bench.scale}: factor on all numbers of events and idle connections and on all times but the outage's,
 *     1 by default
 * @param outageSeconds {@code bench.outage.seconds}: how long the broker is away, 20 by default
 * @param repetitions {@code bench.repetitions}: how often a run that others on the machine disturbed is done again, 1 by
 *     default
 * @param partitions {@code bench.partitions} of every topic, 4 by default
 * @param clients {@code bench.clients}: connections that post events, 256 by default
 * @param contenders {@code bench.contenders}: beginnings of the names of those that run, separated by commas; all by
 *     default. Whom the others are compared with always runs
 */
record BenchOptions(
        List<String> rows,
        int rounds,
        double scale,
        int outageSeconds,
        int repetitions,
        int partitions,
        int clients,
        List<String> contenders) {

    /** Length of the data of a small event. */
    static final int BYTES = 200;

    /** A worker runs much code: on two cores its compilers are busy for half a minute. */
    private static final double FULL_WARM_UP_SECONDS = 30;

    private static final double FULL_SECONDS = 10;
    private static final double LEAST_SECONDS = 1;

    BenchOptions {
        rows = List.copyOf(rows);
        contenders = List.copyOf(contenders);
        if (rounds < 1 || scale <= 0 || outageSeconds < 1 || partitions < 1 || clients < 1 || repetitions < 0) {
            throw new IllegalArgumentException("needs bench.rounds >= 1, bench.scale > 0, bench.outage.seconds >= 1,"
                    + " bench.partitions >= 1, bench.clients >= 1, bench.repetitions >= 0");
        }
    }

    /** @param allRows the rows there are, in their order */
    static BenchOptions fromProperties(List<String> allRows) {
        List<String> rows = list("bench.rows", String.join(",", allRows));
        List<String> unknown =
                rows.stream().filter(row -> !allRows.contains(row)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("-Dbench.rows knows " + allRows + ", not " + unknown);
        }
        return new BenchOptions(
                rows,
                Integer.getInteger("bench.rounds", 3),
                Double.parseDouble(System.getProperty("bench.scale", "1")),
                Integer.getInteger("bench.outage.seconds", 20),
                Integer.getInteger("bench.repetitions", 1),
                Integer.getInteger("bench.partitions", 4),
                Integer.getInteger("bench.clients", 256),
                list("bench.contenders", ""));
    }

    private static List<String> list(String property, String otherwise) {
        return Arrays.asList(System.getProperty(property, otherwise).split(",", -1));
    }

    /** Those that run: the first, and those that are wanted. */
    List<Contender> among(List<Contender> all) {
        return all.stream()
                .filter(contender ->
                        contender.equals(all.get(0)) || contenders.stream().anyMatch(contender.name()::startsWith))
                .toList();
    }

    /** A number of events or connections. */
    int scaled(int full) {
        return (int) Math.max(1, Math.round(full * scale));
    }

    /** A time in seconds, at least one. */
    double scaled(double fullSeconds) {
        return Math.max(LEAST_SECONDS, fullSeconds * scale);
    }

    /** How long every contender runs before it is measured. */
    double warmUpSeconds() {
        return scaled(FULL_WARM_UP_SECONDS);
    }

    /** How long every contender is measured. */
    double seconds() {
        return scaled(FULL_SECONDS);
    }
}
