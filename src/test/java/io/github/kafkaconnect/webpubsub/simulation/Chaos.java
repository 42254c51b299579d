package io.github.kafkaconnect.webpubsub.simulation;

import java.util.ArrayList;
import java.util.List;

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
        if (world.plan().poison().stays()) {
            trickle();
        }
    }

    /** As long as there is poison others must get through, or nobody could know it for what it is. */
    private void trickle() {
        if (!isPoisonLeft()) {
            return;
        }
        world.count(Kind.POISON_STAYS);
        int key = dice.between(1, Math.max(1, world.plan().keys() - 1))
                % world.plan().keys();
        dice.pick(world.logs()).append(List.of(new LogRecord.Aim(LogRecord.Nature.PLAIN, key, key)), world.now());
        world.worker().wake();
        world.at(dice.millis(10, 400), this::trickle);
    }

    private boolean isPoisonLeft() {
        for (PartitionLog log : world.logs()) {
            for (int i = log.indexOf(log.committed); i < log.size(); i++) {
                if (log.get(i).nature == LogRecord.Nature.FAILS) {
                    return true;
                }
            }
        }
        return false;
    }

    void append(int records) {
        PartitionLog log = dice.pick(world.logs());
        Plan plan = world.plan();
        for (int i = 0; i < records; i++) {
            if (dice.percent(8)) {
                world.count(Kind.GAP);
                log.skip(dice.between(1, 5));
            }
            log.append(aims(plan), world.now());
        }
        world.worker().wake();
    }

    private List<LogRecord.Aim> aims(Plan plan) {
        LogRecord.Nature nature = nature(plan);
        boolean needsKey = !plan.toAll() && plan.targets() == 1;
        boolean keyless = needsKey ? nature == LogRecord.Nature.UNMAPPED : dice.percent(20);
        int key = keyless ? -1 : dice.nextInt(plan.keys());
        if (plan.poison().firstKey() && key == 0 && nature.isSent()) {
            nature = LogRecord.Nature.FAILS;
        }
        if (plan.targets() > 1) {
            return aims(nature, key, plan);
        }
        return List.of(new LogRecord.Aim(nature, key, plan.toAll() ? -1 : key));
    }

    /** Several targets for about half of the records; what is not sent has none to speak of. */
    private List<LogRecord.Aim> aims(LogRecord.Nature nature, int key, Plan plan) {
        int room = dice.nextInt(plan.keys());
        LogRecord.Aim first = new LogRecord.Aim(nature, key, room);
        if (!nature.isSent() || dice.percent(50)) {
            return List.of(first);
        }
        world.count(Kind.SEVERAL);
        List<LogRecord.Aim> aims = new ArrayList<>();
        aims.add(first);
        int several = dice.between(2, plan.targets());
        int step = dice.between(1, plan.keys() - 1);
        for (int taken = 1 << room; aims.size() < several; taken |= 1 << room) {
            room = (room + step) % plan.keys();
            while ((taken >>> room & 1) != 0) {
                room = (room + 1) % plan.keys();
            }
            aims.add(new LogRecord.Aim(natureElsewhere(), key, room));
        }
        return aims;
    }

    private LogRecord.Nature natureElsewhere() {
        int lot = dice.nextInt(100);
        if (lot < 4) {
            return LogRecord.Nature.REFUSED;
        }
        return lot < 5 ? LogRecord.Nature.FAILS : LogRecord.Nature.PLAIN;
    }

    private LogRecord.Nature nature(Plan plan) {
        if (plan.poison().percent() > 0 && dice.percent(plan.poison().percent())) {
            return LogRecord.Nature.FAILS;
        }
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
