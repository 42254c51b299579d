package io.github.kafkaconnect.webpubsub.bench.sink;

/**
 * When a contender counts as warm and how long it is measured. The clock starts with the first request that the stub
 * accepts. A contender is warm after its time, and then as soon as a third of that time made it no faster by more than 5 %,
 * at the latest after four times its time; or when its records are through. The measurement ends when its time is up or its
 * records are through.
 *
 * @param records to be measured after the warm-up's; {@link Long#MAX_VALUE} for no bound
 */
record Span(double warmUpSeconds, long warmUpRecords, double seconds, long records) {

    static Span timed(BenchOptions options) {
        return new Span(options.warmUpSeconds(), Long.MAX_VALUE, options.seconds(), Long.MAX_VALUE);
    }

    /** The usual times, or 40 % and 50 % of a topic's records, lest it runs dry while it is measured. */
    static Span within(BenchOptions options, int records) {
        return new Span(options.warmUpSeconds(), records * 2L / 5, options.seconds(), records / 2);
    }
}
