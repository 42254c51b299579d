package io.github.kafkaconnect.webpubsub.simulation;

import java.util.random.RandomGenerator;

/** The one source of chance of a scenario: a splitmix generator, small enough to be drawn from several times for each event. */
final class Dice implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        state = seed * GOLDEN + 0x2545F4914F6CDD1DL;
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** 0 to {@code bound - 1}; the bias of at most 2^-31 does not matter here. */
    @Override
    public int nextInt(int bound) {
        return (int) (((nextLong() >>> 33) * bound) >>> 31);
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + nextInt(most - least + 1);
    }

    /** True once in so many throws. */
    boolean oneIn(int many) {
        return nextInt(many) == 0;
    }

    /** True in so many of a hundred throws. */
    boolean percent(int chance) {
        return nextInt(100) < chance;
    }

    /** A length of time in nanoseconds, from {@code leastMs} to {@code mostMs}, with a random fraction. */
    long millis(long leastMs, long mostMs) {
        long span = (mostMs - leastMs) * Scenario.MILLI + 1;
        return leastMs * Scenario.MILLI + Long.remainderUnsigned(nextLong() >>> 1, span);
    }

    <T> T pick(T[] choices) {
        return choices[nextInt(choices.length)];
    }
}
