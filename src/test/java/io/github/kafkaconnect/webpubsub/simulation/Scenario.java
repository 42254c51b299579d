package io.github.kafkaconnect.webpubsub.simulation;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of the world from a seed. Three threads take turns by chance: the delivery thread, the task thread, and all that happens
 * outside (the transport's completions, the service, the broker). Wherever one of them looks at the clock another may interrupt it.
 * When nobody has anything to do, time passes. After some events the world calms down, and everything must come to its end.
 */
final class Scenario {
    static final long MILLI = 1_000_000;
    private static final long LONG = 100 * MILLI;
    private static final int DEEPEST = 2;
    private static final int MOST_EVENTS = 50_000;

    private final Dice dice;
    private final Plan plan;
    private final Coverage coverage;
    private final Trace trace;
    private final Timeline outside = new Timeline();
    private final Check[] checks = {
        new CommitCheck(),
        new OrderCheck(),
        new LaneCheck(),
        new FoldCheck(),
        new LateCheck(),
        new EndCheck(),
        new WindowCheck(),
        new RetryCheck(),
        new BoundsCheck(),
        new ReportCheck(),
        new DefectCheck()
    };
    private final PartitionLog[] logs;
    private final Service service;
    private final Chaos chaos;
    private final Books books;
    private final WorkerTask worker;
    private Plan planOfNextRun;
    private long now;
    private int events;
    private boolean calm;
    private boolean deliveryRuns;
    private boolean taskRuns;
    private int depth;
    private @Nullable List<Assignment> closing;
    private @Nullable Violation violation;

    Scenario(long seed, Coverage coverage, Trace trace) {
        this.dice = new Dice(seed);
        this.plan = Plan.draw(dice);
        this.planOfNextRun = plan;
        this.coverage = coverage;
        this.trace = trace;
        this.logs = new PartitionLog[plan.partitions()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new PartitionLog(i, plan, dice.nextInt(3) * 100L);
        }
        this.service = new Service(this);
        this.chaos = new Chaos(this);
        this.books = new Books(this);
        this.worker = new WorkerTask(this);
    }

    /** Plays the scenario to its end and returns the number of events; throws the first {@link Violation}. */
    int play() {
        if (tracing()) {
            note(plan.toString());
        }
        chaos.append(dice.between(1, 20));
        while (events < plan.events()) {
            step();
            if (dice.oneIn(plan.chaosEvery())) {
                chaos.strike();
            }
        }
        calm = true;
        note("calm");
        chaos.calmDown();
        long deadline = now + Plan.BOUND_MS * MILLI;
        long busyNanos = now;
        while (!isFinished()) {
            step();
            busyNanos = worker.isIdle() ? busyNanos : now;
            if (now - busyNanos > plan.commitsWithinMs() * MILLI) {
                throw broken("what is finished is committed soon", unfinished());
            }
            if (now > deadline || events > MOST_EVENTS) {
                throw broken("everything is finished and committed in the end", unfinished());
            }
        }
        return events;
    }

    private boolean isFinished() {
        Run run = worker.run();
        for (PartitionLog log : logs) {
            if (!log.isDone()) {
                return false;
            }
        }
        return run != null && run.sink().unfinishedRecords() == 0;
    }

    private String unfinished() {
        StringBuilder words = new StringBuilder("after ").append(events).append(" events ");
        Run run = worker.run();
        words.append(run == null ? "down" : run.sink().unfinishedRecords() + " records unfinished");
        for (PartitionLog log : logs) {
            words.append(", ").append(log.name).append(" committed ").append(log.committed);
            words.append(" of ").append(log.size() == 0 ? 0 : log.get(log.size() - 1).offset + 1);
        }
        return words.toString();
    }

    private void step() {
        if (dice.oneIn(32)) {
            now += dice.millis(0, 5);
        }
        while (!runOne()) {
            long next = Math.max(now, Math.min(worker.wakeNanos(), nextOfOthers()));
            // Where nothing happens for long, the world is changed rather than watched.
            if (!calm && next - now > LONG && dice.oneIn(2)) {
                now += dice.millis(0, LONG / MILLI);
                chaos.strike();
            } else {
                now = next;
            }
        }
    }

    /** When something happens that is not the task thread's, {@link Long#MAX_VALUE} for never. */
    long nextOfOthers() {
        Run run = worker.run();
        long delivery = run == null ? Long.MAX_VALUE : run.executor.nextNanos();
        return Math.min(delivery, outside.nextNanos());
    }

    /** Lets one of the threads that have something to do make one move. */
    private boolean runOne() {
        Run run = worker.run();
        boolean delivery = !deliveryRuns && run != null && run.executor.isDue();
        boolean world = outside.nextNanos() <= now;
        boolean task = !taskRuns && worker.wakeNanos() <= now;
        int ready = (delivery ? 1 : 0) + (world ? 1 : 0) + (task ? 1 : 0);
        if (ready == 0) {
            return false;
        }
        int lot = ready == 1 ? 0 : dice.nextInt(ready);
        if (delivery && lot-- == 0 && run != null) {
            runDelivery(run);
        } else if (world && lot-- == 0) {
            outside.remove().run();
        } else {
            runTask();
        }
        eventEnded();
        return true;
    }

    private void runDelivery(Run run) {
        note("delivery thread runs");
        deliveryRuns = true;
        run.executor.runNext();
        deliveryRuns = false;
    }

    private void runTask() {
        taskRuns = true;
        worker.step(!deliveryRuns);
        taskRuns = false;
    }

    private void eventEnded() {
        events++;
        rethrowViolation();
        Run run = worker.run();
        if (run != null) {
            for (Check check : checks) {
                check.eventEnded(this, run);
            }
        }
    }

    /** The clock of the task, and the place where its threads interrupt each other. */
    long nanoTime() {
        if (depth < DEEPEST && (deliveryRuns || taskRuns) && dice.oneIn(plan.preemptEvery())) {
            depth++;
            if (runOne()) {
                count(Kind.PREEMPTED);
            }
            depth--;
        }
        return now;
    }

    /** The task thread blocks until something is done, or until a time: the others go on. */
    void pump(BooleanSupplier done, long untilNanos) {
        while (!done.getAsBoolean() && now < untilNanos) {
            if (!runOne()) {
                now = Math.min(Math.max(now, nextOfOthers()), untilNanos);
            }
        }
    }

    /**
     * The task thread is about to close partitions and waits for their attempts. A virtual thread cannot block inside, so it waits as
     * soon as it has told the delivery thread, before it looks at the result.
     */
    void waitInClose(List<Assignment> ending) {
        Run run = worker.run();
        if (run != null && !dice.oneIn(8)) {
            pump(() -> !run.executor.isDue(), now);
        }
        closing = ending;
    }

    void closed(List<Assignment> ended) {
        closing = null;
        int inFlight = 0;
        for (Assignment assignment : ended) {
            inFlight += assignment.inFlight;
        }
        if (inFlight > 0) {
            count(Kind.CLOSE_TIMED_OUT);
        }
    }

    private void submitted() {
        List<Assignment> ending = closing;
        Run run = worker.run();
        if (ending == null || run == null) {
            return;
        }
        closing = null;
        if (!isQuiet(ending)) {
            count(Kind.CLOSED_IN_FLIGHT);
        }
        pump(() -> isQuiet(ending) && !run.executor.isDue(), now + Plan.CLOSE_TIMEOUT_MS * MILLI);
    }

    private static boolean isQuiet(List<Assignment> ending) {
        for (Assignment assignment : ending) {
            if (assignment.inFlight > 0) {
                return false;
            }
        }
        return true;
    }

    VirtualExecutor newExecutor() {
        return new VirtualExecutor(() -> now, this::submitted);
    }

    Books books() {
        return books;
    }

    /** After the world has calmed down, a person acts on a task that failed. */
    void taskFailed() {
        if (calm) {
            planOfNextRun = plan.tolerant();
        }
    }

    Plan planOfNextRun() {
        return planOfNextRun;
    }

    void at(long delayNanos, Runnable event) {
        outside.at(now + delayNanos, event);
    }

    long now() {
        return now;
    }

    Dice dice() {
        return dice;
    }

    Plan plan() {
        return plan;
    }

    PartitionLog[] logs() {
        return logs;
    }

    Check[] checks() {
        return checks;
    }

    Service service() {
        return service;
    }

    Chaos chaos() {
        return chaos;
    }

    WorkerTask worker() {
        return worker;
    }

    void count(Kind kind) {
        coverage.count(kind);
    }

    boolean tracing() {
        return trace.isOn();
    }

    void note(String words) {
        if (trace.isOn()) {
            trace.note(now, words);
        }
    }

    /** To be thrown by who found it. Kept, because main code may catch it on the way. */
    Violation broken(String invariant, String detail) {
        return keep(new Violation(invariant, detail));
    }

    Violation broken(String invariant, String detail, Throwable cause) {
        return keep(new Violation(invariant, detail, cause));
    }

    private Violation keep(Violation found) {
        if (violation == null) {
            violation = found;
        }
        return violation;
    }

    void rethrowViolation() {
        if (violation != null) {
            throw violation;
        }
    }
}
