package io.github.kafkaconnect.webpubsub.simulation;

import org.jspecify.annotations.Nullable;

/** Commits on their way to the broker. The broker refuses those of an older generation of the group. */
final class Commits {
    private final Scenario world;
    private @Nullable Pending pending;
    private int generation;

    /** Told of the answer to a commit, on the task thread. */
    interface Answer {
        void committed(boolean successful);
    }

    private static final class Pending {
        private final int partitions;
        private final long[] offsets;
        private final int generation;
        private boolean handled;
        private boolean landed;

        Pending(int partitions, long[] offsets, int generation) {
            this.partitions = partitions;
            this.offsets = offsets;
            this.generation = generation;
        }
    }

    Commits(Scenario world) {
        this.world = world;
    }

    /** Another rebalance is complete, or the member is gone; what is on its way may have landed before. */
    void nextGeneration() {
        settlePending();
        generation++;
    }

    void sendAsync(int partitions, long[] offsets, Answer answer) {
        Pending commit = new Pending(partitions, offsets, generation);
        pending = commit;
        world.at(world.dice().millis(1, 50), () -> {
            boolean successful = land(commit)
                    && !(world.chaos().commitsFail() && world.dice().percent(20));
            answer.committed(successful);
        });
    }

    /** The last commit of an assignment: waits for its answer. */
    boolean sendSync(int partitions, long[] offsets) {
        settlePending();
        return land(new Pending(partitions, offsets, generation));
    }

    private void settlePending() {
        Pending commit = pending;
        if (commit != null && world.dice().percent(50)) {
            land(commit);
        } else if (commit != null) {
            commit.handled = true;
        }
        pending = null;
    }

    private boolean land(Pending commit) {
        if (commit.handled) {
            return commit.landed;
        }
        commit.handled = true;
        if (commit.generation != generation || world.chaos().commitsFail()) {
            return false;
        }
        for (PartitionLog log : world.logs()) {
            if ((commit.partitions >>> log.number & 1) != 0 && !log.owned) {
                return false;
            }
        }
        for (PartitionLog log : world.logs()) {
            if ((commit.partitions >>> log.number & 1) != 0) {
                log.committed = commit.offsets[log.number];
            }
        }
        commit.landed = true;
        return true;
    }
}
