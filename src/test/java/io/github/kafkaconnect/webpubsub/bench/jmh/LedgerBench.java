package io.github.kafkaconnect.webpubsub.bench.jmh;

import io.github.kafkaconnect.webpubsub.common.delivery.PartitionLedger;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A record's way through the ledger: received, finished; asked for the committable offset once per batch. */
@State(Scope.Thread)
public class LedgerBench {

    private static final int BATCH = 500;

    private final PartitionLedger ledger = new PartitionLedger();
    private final int[] shuffled = shuffled();
    private final long[] sequences = new long[BATCH];
    private long offset;

    /** Finished in the order received. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long inOrder() {
        receive();
        for (long sequence : sequences) {
            ledger.finish(sequence);
        }
        return ledger.committable().orElse(0);
    }

    /** Finished in an order that has nothing to do with it, within the batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long outOfOrder() {
        receive();
        for (int index : shuffled) {
            ledger.finish(sequences[index]);
        }
        return ledger.committable().orElse(0);
    }

    private void receive() {
        for (int i = 0; i < BATCH; i++) {
            sequences[i] = ledger.receive(offset++, i).orElse(0);
        }
    }

    private static int[] shuffled() {
        int[] order = new int[BATCH];
        Random random = new Random(1);
        for (int i = 0; i < BATCH; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
