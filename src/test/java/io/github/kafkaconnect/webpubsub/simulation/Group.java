package io.github.kafkaconnect.webpubsub.simulation;

/** The consumer group: who owns which partition, and what other owners do in the meantime. Sets of partitions are bits of an int. */
final class Group {
    private final Scenario world;
    private Rebalance wanted = Rebalance.NONE;

    /** How partitions change hands. */
    enum Rebalance {
        NONE,
        EAGER,
        COOPERATIVE,
        LOST
    }

    /**
     * @param kept partitions that are revoked and assigned again at once
     */
    record Change(int revoked, boolean lost, int assigned, int kept) {}

    Group(Scenario world) {
        this.world = world;
    }

    void want(Rebalance rebalance) {
        wanted = rebalance;
    }

    boolean isRebalanceWanted() {
        return wanted != Rebalance.NONE;
    }

    /** Carries the wanted rebalance out for a member that has the partitions. */
    Change rebalance(int assigned) {
        int all = (1 << world.logs().length) - 1;
        int chosen = world.service().isCalm() ? all : world.dice().between(0, all);
        Change change =
                switch (wanted) {
                    case LOST -> {
                        world.count(Kind.PARTITIONS_LOST);
                        yield new Change(assigned, true, chosen, 0);
                    }
                    case EAGER -> {
                        world.count(Kind.REBALANCE_EAGER);
                        yield new Change(assigned, false, chosen, assigned & chosen);
                    }
                    case NONE, COOPERATIVE -> {
                        world.count(Kind.REBALANCE_COOPERATIVE);
                        yield new Change(assigned & ~chosen, false, chosen & ~assigned, 0);
                    }
                };
        wanted = Rebalance.NONE;
        return change;
    }

    /** Somebody else had these partitions for a while, and went on from what was committed. */
    void othersGoOn(int partitions) {
        for (PartitionLog log : world.logs()) {
            if ((partitions >>> log.number & 1) != 0 && world.dice().percent(40)) {
                goOn(log);
            }
        }
    }

    private void goOn(PartitionLog log) {
        int from = log.indexOf(log.committed);
        int to = Math.min(log.size(), from + world.dice().nextInt(6));
        for (int i = from; i < to; i++) {
            LogRecord record = log.get(i);
            endElsewhere(record);
            record.others.forEach(Group::endElsewhere);
            log.committed = record.offset + 1;
            world.count(Kind.OTHER_OWNER);
        }
    }

    private static void endElsewhere(LogRecord record) {
        record.accepted |= record.nature == LogRecord.Nature.PLAIN || record.nature == LogRecord.Nature.FAILS;
        record.settled |= record.nature == LogRecord.Nature.REFUSED;
    }
}
