package io.github.kafkaconnect.webpubsub.simulation;

/** The consumer of one worker task: positions, pauses, polls. Sets of partitions are bits of an int. */
final class PartitionConsumer {
    private final Scenario world;
    private final int[] cursors = new int[Plan.MOST_PARTITIONS];
    private int assigned;
    private int paused;
    private boolean pausedByRest;

    PartitionConsumer(Scenario world) {
        this.world = world;
    }

    int assigned() {
        return assigned;
    }

    void assign(int partitions) {
        assigned |= partitions;
        paused &= ~partitions;
    }

    void revoke(int partitions) {
        assigned &= ~partitions;
        paused &= ~partitions;
    }

    void seek(PartitionLog log, long offset) {
        cursors[log.number] = log.indexOf(offset);
    }

    void pause(int partitions) {
        paused |= partitions;
    }

    void resume(int partitions) {
        // Connect does not touch the consumer while the connector is paused.
        if (!pausedByRest) {
            paused &= ~partitions;
        }
    }

    void pauseAllForRest() {
        pausedByRest = true;
        paused = assigned;
    }

    void resumeAllButThose(int pausedByTask) {
        pausedByRest = false;
        paused = assigned & pausedByTask;
    }

    boolean hasRecords() {
        for (PartitionLog log : world.logs()) {
            if (isReadable(log) && cursors[log.number] < log.size()) {
                return true;
            }
        }
        return false;
    }

    /** Hands at most {@code most} records to the receiver: of each partition in order, partitions in any order. */
    void poll(int most, Receiver receiver) {
        PartitionLog[] logs = world.logs();
        int first = world.dice().nextInt(logs.length);
        int room = most;
        for (int i = 0; i < logs.length && room > 0; i++) {
            PartitionLog log = logs[(first + i) % logs.length];
            if (!isReadable(log)) {
                continue;
            }
            int available = Math.min(room, log.size() - cursors[log.number]);
            int taken = i == logs.length - 1 ? available : world.dice().between(0, available);
            for (int k = 0; k < taken; k++) {
                receiver.accept(log, log.get(cursors[log.number]++));
            }
            room -= taken;
        }
    }

    private boolean isReadable(PartitionLog log) {
        return ((assigned & ~paused) >>> log.number & 1) != 0;
    }

    /** Takes the records of a poll. */
    interface Receiver {
        void accept(PartitionLog log, LogRecord record);
    }
}
