package io.github.kafkaconnect.webpubsub.bench.stub;

import java.util.BitSet;
import java.util.Locale;

/** What the stub counts. Confined to its event loop. */
final class Tally {

    private final long[] lastByTarget;
    private final BitSet seen = new BitSet();
    private final long records;
    private long accepted;
    private long refused;
    private long distinct;
    private long repeated;
    private long outOfOrder;
    private long toFirstTarget;

    /**
     * @param targets how many there are, numbered from 0
     * @param records numbers below this are remembered one by one, so that lost and repeated ones can be told
     */
    Tally(int targets, long records) {
        this.lastByTarget = new long[targets];
        this.records = records;
    }

    void refused() {
        refused++;
    }

    /** Numbers start at 0, and grow within a target. */
    void accepted(long number, int target) {
        accepted++;
        if (target == 0) {
            toFirstTarget++;
        }
        boolean again = number < records && seen.get((int) number);
        if (again) {
            repeated++;
            return;
        }
        if (number < records) {
            seen.set((int) number);
            distinct++;
        }
        // One more than the number, so that 0 means none.
        if (number + 1 <= lastByTarget[target]) {
            outOfOrder++;
        } else {
            lastByTarget[target] = number + 1;
        }
    }

    /** As JSON, with the moment at which these figures held. */
    String json(long meanDelayMicros) {
        return String.format(
                Locale.ROOT,
                "{\"nanos\":%d,\"accepted\":%d,\"refused\":%d,\"distinct\":%d,\"repeated\":%d,\"outOfOrder\":%d,"
                        + "\"toFirstTarget\":%d,\"meanDelayMicros\":%d}",
                System.nanoTime(),
                accepted,
                refused,
                distinct,
                repeated,
                outOfOrder,
                toFirstTarget,
                meanDelayMicros);
    }
}
