package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;

/** The service model: decides what becomes of each attempt, and remembers what it took. Outlives every run of the task. */
final class Service {
    private static final Outcome ACCEPTED = new Outcome.Delivered(202);
    private static final Outcome[] REFUSALS = {
        new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "refused"),
        new Outcome.Rejected(ErrorCode.TARGET_NOT_FOUND, 404, "refused"),
        new Outcome.Rejected(ErrorCode.SEND_CONFLICT, 409, "refused"),
        new Outcome.Rejected(ErrorCode.PAYLOAD_TOO_LARGE, 413, "refused")
    };
    private static final long[] RETRY_AFTER_MS = {10, 100, 1_000, 1_000, 5_000, Plan.LONGEST_RETRY_AFTER_MS};

    private final Scenario world;
    private final Dice dice;
    private Weather weather = Weather.FAIR;
    private int slowKeys;

    Service(Scenario world) {
        this.world = world;
        this.dice = world.dice();
    }

    void become(Weather next) {
        weather = next;
    }

    boolean isCalm() {
        return weather == Weather.CALM;
    }

    /** One bit for each target, or key where all records have one target; their messages are answered late. */
    void slowDown(int keys) {
        slowKeys = keys;
    }

    void receive(Attempt attempt) {
        Fate fate = weather.fate(dice);
        if (attempt.carries(LogRecord.Nature.FAILS)
                && (weather != Weather.CALM || world.plan().poison().stays())) {
            world.count(Kind.POISON_FAILS);
            fate = Fate.FAILED;
        } else if (attempt.carries(LogRecord.Nature.REFUSED) && fate == Fate.TAKEN) {
            world.count(Kind.POISON_REFUSED);
            answer(attempt, dice.pick(REFUSALS));
            return;
        }
        world.count(weather == Weather.AWAY ? Kind.AWAY : fate.kind);
        befall(attempt, fate);
    }

    private void befall(Attempt attempt, Fate fate) {
        long timeout = Plan.REQUEST_TIMEOUT_MS * Scenario.MILLI;
        switch (fate) {
            case TAKEN -> accept(attempt, dice.percent(50));
            case LOST -> end(attempt, timeout, failure(fate));
            case ANSWER_LOST -> {
                take(attempt, dice.millis(1, Plan.REQUEST_TIMEOUT_MS));
                end(attempt, timeout, failure(fate));
            }
            case LATE -> {
                end(attempt, timeout, failure(fate));
                take(attempt, timeout + dice.millis(0, LATER_MS[dice.nextInt(LATER_MS.length)]));
            }
            case RESET -> end(attempt, latency(), failure(fate));
            case RESET_AFTER -> {
                long reset = latency();
                take(attempt, reset);
                end(attempt, reset, failure(fate));
            }
            case INLINE -> attempt.end(failure(fate));
            case OTHER_KEY, NO_KEY, FORBIDDEN, UNSUPPORTED, THROTTLED, FAILED, UNAVAILABLE -> answer(
                    attempt, failure(fate));
        }
    }

    private static final long[] LATER_MS = {1, 100, 2_000, 60_000};

    private void accept(Attempt attempt, boolean atOnce) {
        long answered = latency();
        LogRecord first = attempt.handovers.get(0).record;
        int slow = first.target >= 0 ? first.target : first.key;
        if (slow >= 0 && (slowKeys >>> slow & 1) != 0) {
            world.count(Kind.ANSWER_SLOW);
            answered += dice.millis(50, Plan.REQUEST_TIMEOUT_MS - 100);
        }
        if (atOnce) {
            world.at(answered, () -> {
                if (!attempt.isOver()) {
                    attempt.takenBy(world.books());
                    attempt.end(ACCEPTED);
                }
            });
        } else {
            take(attempt, dice.millis(0, 1));
            end(attempt, answered, ACCEPTED);
        }
    }

    private void take(Attempt attempt, long delayNanos) {
        world.at(delayNanos, () -> {
            if (attempt.isOver()) {
                world.count(Kind.LATE_COPY);
            }
            attempt.takenBy(world.books());
        });
    }

    private void answer(Attempt attempt, Outcome outcome) {
        end(attempt, latency(), outcome);
    }

    private void end(Attempt attempt, long delayNanos, Outcome outcome) {
        world.at(delayNanos, () -> attempt.end(outcome));
    }

    private long latency() {
        return dice.millis(1, 20);
    }

    private Outcome failure(Fate fate) {
        if (fate.isFatal()) {
            return new Outcome.Fatal(fate.code, fate.status, fate.name());
        }
        long retryAfterMs = 0;
        if ((fate == Fate.THROTTLED || fate == Fate.UNAVAILABLE) && dice.percent(50)) {
            world.count(Kind.RETRY_AFTER);
            retryAfterMs = RETRY_AFTER_MS[dice.nextInt(RETRY_AFTER_MS.length)];
        } else if (fate == Fate.INLINE) {
            retryAfterMs = 1_000;
        }
        return new Outcome.Retryable(fate.code, fate.status, fate.trouble(), retryAfterMs, fate.name());
    }
}
