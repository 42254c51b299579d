package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.sink.task.SinkUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Connect's worker around one sink task, step by step as Kafka's own {@code WorkerSinkTask} works: commit when it is time or asked
 * for, poll, put. Every call of the task is made from {@link #step}. Sets of partitions are bits of an int.
 */
final class WorkerTask {
    /** How late a thread may be. */
    private static final long LATEST_NANOS = 1_000 * Scenario.MILLI;

    private final Scenario world;
    private final Dice dice;
    private final Commits commits;
    private final Group group;
    private final @Nullable Assignment[] assignments = new @Nullable Assignment[Plan.MOST_PARTITIONS];

    /** Connect's currentOffsets, lastCommittedOffsets and origOffsets; -1 = none. */
    private final long[] consumed = new long[Plan.MOST_PARTITIONS];

    private final long[] lastCommitted = new long[Plan.MOST_PARTITIONS];
    private final long[] polled = new long[Plan.MOST_PARTITIONS];

    private @Nullable Life life;
    private long wakeNanos;
    private long nextCommitNanos;
    private boolean committing;
    private int commitNumber;
    private boolean failed;
    private boolean stopWanted;
    private boolean restPaused;
    private boolean restPauseWanted;

    /** A commit failed, which the task cannot know: Connect tries again when it is time. */
    private boolean retriesCommit;

    /** Everything that a crash takes away. */
    private record Life(Run run, PartitionConsumer consumer, WorkerContext context, DeadLetters letters) {}

    WorkerTask(Scenario world) {
        this.world = world;
        this.dice = world.dice();
        this.commits = new Commits(world);
        this.group = new Group(world);
    }

    /** Null while the task is down. */
    @Nullable
    Run run() {
        return life == null ? null : life.run;
    }

    long wakeNanos() {
        return wakeNanos;
    }

    /**
     * The task has finished all there is, and knows it: it only has to be committed. What a transform dropped at the end of a
     * partition, and a commit that failed, are known to Connect alone, which commits when it is time.
     */
    boolean isIdle() {
        Life current = life;
        if (current == null || failed || stopWanted || restPaused || retriesCommit || group.isRebalanceWanted()) {
            return false;
        }
        for (PartitionLog log : world.logs()) {
            LogRecord last = log.size() == 0 ? null : log.get(log.size() - 1);
            boolean read = last == null || consumed[log.number] == last.offset + 1;
            boolean known = last == null || last.nature != LogRecord.Nature.DROPPED;
            if (!read || !known || (current.consumer.assigned() >>> log.number & 1) == 0) {
                return false;
            }
        }
        return current.run.sink().unfinishedRecords() == 0;
    }

    Group group() {
        return group;
    }

    /** There may be more to do than the worker expects. */
    void wake() {
        if (life != null && life.consumer.hasRecords()) {
            wakeNanos = Math.min(wakeNanos, world.now() + dice.millis(0, 2));
        }
    }

    void toggleRestPause() {
        restPauseWanted = !restPauseWanted;
        wakeNanos = Math.min(wakeNanos, world.now());
    }

    void resumeForGood() {
        restPauseWanted = false;
        wakeNanos = Math.min(wakeNanos, world.now() + dice.millis(0, 2));
    }

    void stopSoon() {
        stopWanted = true;
        wakeNanos = Math.min(wakeNanos, world.now());
    }

    /** The process is gone between two events. */
    void crash() {
        Life dying = life;
        if (dying != null) {
            world.count(Kind.CRASH);
            world.note("crash");
            dying.run.alive = false;
            down();
        }
    }

    /**
     * The task thread's next move.
     *
     * @param mayBlock false while the delivery thread is interrupted: then the task thread must not wait for it
     */
    void step(boolean mayBlock) {
        Life current = life;
        if (current == null) {
            start();
        } else if (failed || stopWanted) {
            if (mayBlock) {
                shutDown(current);
            }
        } else if (!committing && (current.context.isCommitRequested() || world.now() >= nextCommitNanos)) {
            if (mayBlock) {
                failed = !commit(current, current.consumer.assigned(), false);
                nextCommitNanos = world.now() + Plan.OFFSET_FLUSH_MS * Scenario.MILLI;
                current.context.clearCommitRequest();
            }
        } else if (group.isRebalanceWanted()) {
            if (mayBlock) {
                rebalance(current);
            }
        } else {
            poll(current);
        }
    }

    private void start() {
        world.note("start");
        Run run = new Run(world.newExecutor(), world.planOfNextRun());
        PartitionConsumer consumer = new PartitionConsumer(world);
        DeadLetters letters = new DeadLetters(world, run);
        WorkerContext context =
                new WorkerContext(world, consumer, run.plan.errors().hasReporter() ? letters : null);
        Transport transport = new Transport(world, run);
        run.started(new SinkUnderTest(
                run.plan.settings(),
                new SinkUnderTest.Surroundings(
                        context,
                        run.executor,
                        world::nanoTime,
                        transport,
                        new Dice(dice.nextLong()),
                        new EndpointWatch(run, world::now),
                        transport)));
        life = new Life(run, consumer, context, letters);
        java.util.Arrays.fill(consumed, -1);
        java.util.Arrays.fill(lastCommitted, -1);
        nextCommitNanos = world.now() + Plan.OFFSET_FLUSH_MS * Scenario.MILLI;
        wakeNanos = world.now();
        group.want(Group.Rebalance.EAGER);
    }

    private void shutDown(Life dying) {
        world.note("shut down");
        world.count(failed ? Kind.TASK_FAILED : Kind.TASK_STOPPED);
        if (failed) {
            world.taskFailed();
        }
        commit(dying, mask(consumed), true);
        dying.run.sink().stop();
        dying.run.alive = false;
        down();
    }

    private void down() {
        life = null;
        failed = false;
        stopWanted = false;
        committing = false;
        retriesCommit = false;
        commitNumber++;
        restPaused = false;
        commits.nextGeneration();
        for (PartitionLog log : world.logs()) {
            log.owned = false;
            closeAssignment(log.number);
        }
        wakeNanos = world.now() + dice.millis(0, dice.percent(80) ? 50 : 30_000);
    }

    private void poll(Life current) {
        if (restPauseWanted != restPaused) {
            restPaused = restPauseWanted;
            world.note(restPaused ? "REST pause" : "REST resume");
            if (restPaused) {
                world.count(Kind.REST_PAUSE);
                current.consumer.pauseAllForRest();
                current.context.requestCommit();
            } else {
                current.consumer.resumeAllButThose(current.context.paused());
            }
        }
        java.util.Arrays.fill(polled, -1);
        List<SinkRecord> batch = new ArrayList<>();
        current.consumer.poll(dice.between(1, current.run.plan.maxPoll()), (log, record) -> {
            polled[log.number] = record.offset + 1;
            receive(log, record, batch);
        });
        if (world.tracing()) {
            world.note("put " + batch.size() + " records up to " + java.util.Arrays.toString(polled));
        }
        if (put(current.run, batch)) {
            for (int p = 0; p < polled.length; p++) {
                consumed[p] = polled[p] >= 0 ? polled[p] : consumed[p];
            }
            schedule(current);
        }
    }

    private void receive(PartitionLog log, LogRecord record, List<SinkRecord> batch) {
        Assignment assignment = assignment(log.number);
        if (record.nature == LogRecord.Nature.DROPPED) {
            world.count(Kind.DROPPED);
            record.seenIn = assignment;
            return;
        }
        Handover handover = world.books().handOver(record, assignment);
        batch.add(new SinkRecord(
                log.name.topic(),
                log.number,
                Schema.OPTIONAL_STRING_SCHEMA,
                record.key < 0 ? null : Rooms.name(record.key),
                null,
                record.nature == LogRecord.Nature.TOMBSTONE ? null : assignment.run.plan.value(handover.number, record),
                record.offset,
                record.timestampMs,
                TimestampType.CREATE_TIME));
    }

    private boolean put(Run run, List<SinkRecord> batch) {
        try {
            run.sink().put(batch);
        } catch (RuntimeException e) {
            world.rethrowViolation();
            if (!(e instanceof ConnectException) || !run.mayFail) {
                throw world.broken("the task fails only for a reason", "put failed: " + e, e);
            }
            if (world.tracing()) {
                world.note("task fails: " + e.getMessage());
            }
            failed = true;
            return false;
        }
        for (Check check : world.checks()) {
            check.putEnded(world, run);
        }
        return true;
    }

    /** When the next poll returns: with records, or when the task wants it, or later because threads are late. */
    private void schedule(Life current) {
        long timeoutMs = current.context.takeTimeoutMs();
        if (current.consumer.hasRecords() || current.context.isCommitRequested()) {
            wakeNanos = world.now() + dice.millis(0, 2);
            return;
        }
        long latest = committing ? Long.MAX_VALUE : nextCommitNanos;
        long due = timeoutMs > 0 ? Math.min(latest, world.now() + timeoutMs * Scenario.MILLI) : latest;
        if (due == Long.MAX_VALUE) {
            due = world.now() + Plan.OFFSET_FLUSH_MS * Scenario.MILLI;
        }
        long other = world.nextOfOthers();
        boolean late = other != Long.MAX_VALUE && dice.percent(75);
        wakeNanos = late ? Math.min(latest, Math.max(due, Math.min(other, due + LATEST_NANOS))) : due;
    }

    /** Connect's commitOffsets. Returns false when a dead letter could not be written: then the task fails. */
    private boolean commit(Life current, int partitions, boolean closing) {
        if (!current.letters.await(partitions)) {
            world.note("a dead letter could not be written");
            return false;
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        int known = partitions & mask(consumed);
        for (PartitionLog log : world.logs()) {
            if ((known >>> log.number & 1) != 0) {
                positions.put(log.name, consumed[log.number]);
            }
        }
        if (positions.isEmpty()) {
            return true;
        }
        world.count(Kind.COMMIT);
        Map<TopicPartition, Long> offered = preCommit(current.run, positions);
        if (closing) {
            close(current, known);
        }
        send(known, offered, closing);
        return true;
    }

    private Map<TopicPartition, Long> preCommit(Run run, Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> offered;
        try {
            offered = run.sink().preCommit(positions);
        } catch (RuntimeException e) {
            world.rethrowViolation();
            throw world.broken("preCommit never throws", e.toString(), e);
        }
        if (world.tracing()) {
            world.note("consumed " + positions + ", offered for commit " + offered);
        }
        offered.forEach((name, offset) -> {
            Assignment assignment = assignments[PartitionLog.number(name)];
            if (assignment != null) {
                for (Check check : world.checks()) {
                    check.offered(world, assignment, offset);
                }
            }
        });
        return offered;
    }

    private void send(int partitions, Map<TopicPartition, Long> offered, boolean closing) {
        int moved = 0;
        long[] offsets = lastCommitted.clone();
        for (PartitionLog log : world.logs()) {
            Long offset = offered.get(log.name);
            // Connect ignores what it has not handed over.
            if ((partitions >>> log.number & 1) != 0 && offset != null && offset <= consumed[log.number]) {
                offsets[log.number] = offset;
                moved |= offset == lastCommitted[log.number] ? 0 : 1 << log.number;
            }
        }
        if (moved == 0) {
            return;
        }
        int number = ++commitNumber;
        if (closing) {
            answered(number, partitions, offsets, commits.sendSync(partitions, offsets));
        } else {
            committing = true;
            commits.sendAsync(partitions, offsets, good -> answered(number, partitions, offsets, good));
        }
    }

    private void answered(int number, int partitions, long[] offsets, boolean successful) {
        Life current = life;
        if (number != commitNumber || current == null) {
            return;
        }
        committing = false;
        retriesCommit = !successful;
        int still = partitions & current.consumer.assigned();
        if (successful) {
            copy(offsets, lastCommitted, still);
            return;
        }
        world.note("commit failed");
        world.count(Kind.COMMIT_FAILED);
        if (world.chaos().commitsRewind()) {
            world.count(Kind.COMMIT_REWOUND);
            copy(lastCommitted, consumed, still);
            for (PartitionLog log : world.logs()) {
                if ((still >>> log.number & 1) != 0) {
                    current.consumer.seek(log, lastCommitted[log.number]);
                }
            }
            wake();
        }
    }

    private void rebalance(Life current) {
        Group.Change change = group.rebalance(current.consumer.assigned());
        world.note("rebalance " + change);
        revoke(current, change.revoked(), change.lost());
        for (PartitionLog log : world.logs()) {
            log.owned &= (change.revoked() >>> log.number & 1) == 0;
        }
        commits.nextGeneration();
        group.othersGoOn(change.assigned() & ~change.kept());
        assign(current, change.assigned());
        wakeNanos = world.now();
    }

    private void revoke(Life current, int partitions, boolean lost) {
        if (partitions == 0) {
            return;
        }
        if (lost) {
            close(current, partitions);
            current.letters.forget(partitions);
        } else if (!commit(current, partitions, true)) {
            failed = true;
        }
        if (!failed) {
            for (int p = 0; p < Plan.MOST_PARTITIONS; p++) {
                if ((partitions >>> p & 1) != 0) {
                    consumed[p] = -1;
                    lastCommitted[p] = -1;
                }
            }
        }
        current.consumer.revoke(partitions);
    }

    private void assign(Life current, int partitions) {
        List<PartitionLog> opened = new ArrayList<>();
        for (PartitionLog log : world.logs()) {
            if ((partitions >>> log.number & 1) != 0) {
                log.owned = true;
                current.consumer.seek(log, log.committed);
                consumed[log.number] = log.committed;
                lastCommitted[log.number] = log.committed;
                opened.add(log);
            }
        }
        current.consumer.assign(partitions);
        current.context.retain(current.consumer.assigned());
        if (restPaused) {
            current.consumer.pauseAllForRest();
        } else {
            current.consumer.pause(current.context.paused());
        }
        // A task that failed during the revocation is not told, and goes on with what it had.
        if (!opened.isEmpty() && !failed) {
            opened.forEach(log -> {
                closeAssignment(log.number);
                assignments[log.number] = new Assignment(log, current.run, log.committed);
            });
            current.run.sink().open(opened.stream().map(log -> log.name).toList());
        }
    }

    private void close(Life current, int partitions) {
        List<TopicPartition> closed = new ArrayList<>();
        List<Assignment> ending = new ArrayList<>();
        for (PartitionLog log : world.logs()) {
            Assignment assignment = assignments[log.number];
            if ((partitions >>> log.number & 1) != 0 && assignment != null) {
                closed.add(log.name);
                ending.add(assignment);
                assignment.closing = true;
            }
        }
        world.waitInClose(ending);
        current.run.sink().close(closed);
        world.closed(ending);
        ending.forEach(assignment -> closeAssignment(assignment.log.number));
    }

    private void closeAssignment(int partition) {
        Assignment assignment = assignments[partition];
        if (assignment != null) {
            assignment.closing = true;
            assignment.closed = true;
            assignments[partition] = null;
        }
    }

    private Assignment assignment(int partition) {
        Assignment assignment = assignments[partition];
        if (assignment == null) {
            throw new IllegalStateException("partition " + partition + " is not assigned");
        }
        return assignment;
    }

    private static int mask(long[] offsets) {
        int mask = 0;
        for (int p = 0; p < offsets.length; p++) {
            mask |= offsets[p] >= 0 ? 1 << p : 0;
        }
        return mask;
    }

    private static void copy(long[] from, long[] to, int partitions) {
        for (int p = 0; p < to.length; p++) {
            to[p] = (partitions >>> p & 1) != 0 ? from[p] : to[p];
        }
    }
}
