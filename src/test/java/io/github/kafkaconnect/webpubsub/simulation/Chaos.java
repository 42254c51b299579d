package io.github.kafkaconnect.webpubsub.simulation;

/** What changes in the world while a scenario runs: new records, the service's mood, rebalances, crashes, failing commits. */
final class Chaos {
    private static final int MOST_LEFT = 24;

    private final Scenario world;
    private final Dice dice;
    private boolean commitsFail;
    private boolean deadLettersFail;

    Chaos(Scenario world) {
        this.world = world;
        this.dice = world.dice();
    }

    boolean commitsFail() {
        return commitsFail;
    }

    boolean commitsRewind() {
        return dice.percent(50);
    }

    boolean deadLetterFails() {
        return deadLettersFail && dice.percent(50);
    }

    void strike() {
        WorkerTask worker = world.worker();
        int lot = dice.nextInt(100);
        if (lot < 40) {
            append(isEnoughLeft() ? 0 : dice.between(1, 12));
        } else if (lot < 60) {
            world.service().become(Weather.draw(dice));
        } else if (lot < 66) {
            world.service().slowDown(dice.percent(50) ? 0 : dice.nextInt(1 << Plan.MOST_KEYS));
        } else if (lot < 72) {
            commitsFail = !commitsFail;
        } else if (lot < 77) {
            deadLettersFail = !deadLettersFail;
        } else if (lot < 82) {
            worker.group().want(Group.Rebalance.EAGER);
        } else if (lot < 88) {
            worker.group().want(Group.Rebalance.COOPERATIVE);
        } else if (lot < 90) {
            worker.group().want(Group.Rebalance.LOST);
        } else if (lot < 94) {
            worker.toggleRestPause();
        } else if (lot < 97) {
            worker.stopSoon();
        } else {
            worker.crash();
        }
        if (world.tracing()) {
            world.note("chaos " + lot);
        }
    }

    /** The more is left to do the fewer records come, so that a scenario is not about clearing a backlog. */
    private boolean isEnoughLeft() {
        int left = 0;
        for (PartitionLog log : world.logs()) {
            left += log.size() - log.indexOf(log.committed);
        }
        return left >= MOST_LEFT;
    }

    /** Nothing changes any more, and nothing fails. */
    void calmDown() {
        world.service().become(Weather.CALM);
        world.service().slowDown(0);
        commitsFail = false;
        deadLettersFail = false;
        world.worker().resumeForGood();
        world.worker().group().want(Group.Rebalance.COOPERATIVE);
    }

    void append(int records) {
        PartitionLog log = dice.pick(world.logs());
        Plan plan = world.plan();
        for (int i = 0; i < records; i++) {
            if (dice.percent(8)) {
                world.count(Kind.GAP);
                log.skip(dice.between(1, 5));
            }
            LogRecord.Nature nature = nature(plan);
            boolean keyless = nature == LogRecord.Nature.UNMAPPED || (plan.toAll() && dice.percent(20));
            int key = keyless ? -1 : dice.nextInt(plan.keys());
            log.append(nature, key, plan.queue(log.number, key), world.now());
        }
        world.worker().wake();
    }

    private LogRecord.Nature nature(Plan plan) {
        int lot = dice.nextInt(1_000);
        if (lot < 930) {
            return LogRecord.Nature.PLAIN;
        } else if (lot < 950) {
            return LogRecord.Nature.DROPPED;
        } else if (lot < 965) {
            return LogRecord.Nature.TOMBSTONE;
        } else if (lot < 980) {
            return LogRecord.Nature.REFUSED;
        } else if (lot < 985) {
            return LogRecord.Nature.FAILS;
        }
        return plan.toAll() ? LogRecord.Nature.PLAIN : LogRecord.Nature.UNMAPPED;
    }
}
