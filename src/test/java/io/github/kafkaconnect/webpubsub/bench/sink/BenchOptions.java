package io.github.kafkaconnect.webpubsub.bench.sink;

import java.util.Arrays;
import java.util.List;

/**
 * What is measured, from system properties.
 *
 * @param rows {@code bench.rows}, separated by commas, in the order they run; all by default
 * @param rounds {@code bench.rounds}: how often every contender of a row runs, 3 by default
 * @param scale {@code bench.scale}: factor on all numbers of records and on all times but the storm's, 1 by default
 * @param stormSeconds {@code bench.storm.seconds}: how long the storm lasts, 30 by default
 * @param repetitions {@code bench.repetitions}: how often a run that others on the machine disturbed is done again, 1 by
 *     default
 * @param partitions {@code bench.partitions} of every topic, 4 by default
 * @param contenders {@code bench.contenders}: beginnings of the names of those that run, separated by commas; all by
 *     default. Whom the others are compared with always runs
 */
record BenchOptions(
        List<String> rows,
        int rounds,
        double scale,
        int stormSeconds,
        int repetitions,
        int partitions,
        List<String> contenders) {

    static final List<String> ALL_ROWS = List.of("raw", "connector", "latency", "skew", "storm", "memory");

    /** Length of every payload. */
    static final int BYTES = 200;

    /** A worker runs much code: on two cores its compilers are busy for half a minute. */
    private static final double FULL_WARM_UP_SECONDS = 30;

    private static final double FULL_SECONDS = 10;
    private static final double LEAST_SECONDS = 1;

    BenchOptions {
        rows = List.copyOf(rows);
        contenders = List.copyOf(contenders);
        List<String> unknown =
                rows.stream().filter(row -> !ALL_ROWS.contains(row)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("-Dbench.rows knows " + ALL_ROWS + ", not " + unknown);
        }
        if (rounds < 1 || scale <= 0 || stormSeconds < 2 || partitions < 2) {
            throw new IllegalArgumentException(
                    "needs bench.rounds >= 1, bench.scale > 0, bench.storm.seconds >= 2, bench.partitions >= 2");
        }
    }

    static BenchOptions fromProperties() {
        return new BenchOptions(
                list("bench.rows", String.join(",", ALL_ROWS)),
                Integer.getInteger("bench.rounds", 3),
                Double.parseDouble(System.getProperty("bench.scale", "1")),
                Integer.getInteger("bench.storm.seconds", 30),
                Integer.getInteger("bench.repetitions", 1),
                Integer.getInteger("bench.partitions", 4),
                list("bench.contenders", ""));
    }

    private static List<String> list(String property, String otherwise) {
        return Arrays.asList(System.getProperty(property, otherwise).split(",", -1));
    }

    /** Those of a row that run: the first always, of the others whose name begins as it was asked for. */
    List<Contender> chosen(List<Contender> all) {
        return all.stream()
                .filter(contender ->
                        contender.equals(all.get(0)) || contenders.stream().anyMatch(contender.name()::startsWith))
                .toList();
    }

    int records(int full) {
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
