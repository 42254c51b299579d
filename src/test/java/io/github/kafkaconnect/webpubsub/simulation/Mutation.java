package io.github.kafkaconnect.webpubsub.simulation;

/**
 * A change of main code that breaks a promise.
 *
 * @param file name of a class, by which its source is found
 * @param snippet text that occurs exactly once in the source
 * @param promise what the changed code does not keep
 */
record Mutation(String file, String snippet, String replacement, String promise) {
    private static final String ENGINE = "common/delivery/DeliveryEngine";
    private static final String LANE = "common/delivery/Lane";
    private static final String FOLDER = "common/delivery/Folder";
    private static final String SESSION = "sink/task/SinkSession";
    private static final String LEDGER = "common/delivery/PartitionLedger";
    private static final String HEALTH = "common/delivery/Health";
    private static final String SUSPICION = "common/delivery/Suspicion";
    private static final String BREAKER = "common/delivery/Breaker";
    private static final String LOOP = "common/runtime/DeliveryLoop";
    private static final String PIPELINE = "sink/task/SinkPipeline";
    private static final String SCOUTS = "sink/task/Scouts";
    private static final String GATE = "sink/task/PartitionGate";
    private static final String REPORTS = "sink/task/ErrantReports";
    private static final String PARTS = "sink/task/Parts";
    private static final String INTAKE = "sink/task/Intake";
    private static final String LANE_KEYS = "sink/task/LaneKeys";
    private static final String OPERATIONS = "sink/mapping/OperationMapper";
    private static final String SEQUENCE = "sink/workflow/Sequence";

    /** To add one, add a line. */
    static Mutation[] all() {
        return new Mutation[] {
            new Mutation(
                    LEDGER,
                    "headSequence < nextSequence ? offsets[slot(headSequence)] : lastReceived + 1",
                    "lastReceived + 1",
                    "only the finished prefix is committed, not the newest offset"),
            new Mutation(
                    LEDGER,
                    "offset <= lastReceived",
                    "offset < firstReceived",
                    "an offset received twice joins the first"),
            new Mutation(
                    ENGINE,
                    "else if (lane.state() == Lane.State.IDLE)",
                    "else if (lane.state() != Lane.State.READY)",
                    "a lane is released when its attempt has ended, not before"),
            new Mutation(
                    ENGINE,
                    "lanes.wait(lane, nowNanos + retries",
                    "Delivery<W> head = lane.head(); lane.remove(head); lane.add(head); lanes.wait(lane, nowNanos + retries",
                    "a retry keeps its place in its lane"),
            new Mutation(HEALTH, "return inFlight < window.size();", "return true;", "the window is never exceeded"),
            new Mutation(
                    ENGINE,
                    "                delivery.abandon();\n                abandonedInFlight++;\n",
                    "",
                    "an attempt in flight is not repeated after its partition was revoked"),
            new Mutation(
                    ENGINE,
                    "            if (delivery.isAbandoned()) {\n                forget(lane, delivery);\n            } else if (lane.isOutdated(delivery))",
                    "            if (lane.isOutdated(delivery))",
                    "an abandoned attempt that fails is not repeated"),
            new Mutation(
                    ENGINE,
                    "                Lanes.of(delivery).remove(delivery);\n                ages.remove(delivery);\n",
                    "",
                    "what waits is dropped with its partition"),
            new Mutation(
                    ENGINE,
                    "halted |= outcome.kind() == Outcome.Kind.FATAL;",
                    "",
                    "nothing is sent after a fatal outcome"),
            new Mutation(HEALTH, "hold.until(", "System.identityHashCode(", "Retry-After is obeyed"),
            new Mutation(
                    HEALTH,
                    "return guilty ? Verdict.GUILTY : Verdict.RETRY;",
                    "return guilty || !isUp() ? Verdict.GUILTY : Verdict.RETRY;",
                    "no record is given up because the service is away"),
            new Mutation(
                    SUSPICION,
                    "itsOwn && (proven || lane.isKnownToFail())",
                    "itsOwn",
                    "failures count against a record only while others get through"),
            new Mutation(
                    SUSPICION,
                    "return wasAway && backNanos - since > 0 ? backNanos : since;",
                    "return since;",
                    "the time of an outage is not held against a record"),
            new Mutation(
                    SCOUTS,
                    "return out;",
                    "return false;",
                    "a task that is full of failing records reads on to find out whether others get through"),
            new Mutation(
                    HEALTH, "breaker.probeLost(nowNanos);", "", "a probe that tells nothing is followed by another"),
            new Mutation(
                    BREAKER, "            state = State.CLOSED;\n", "", "the breaker closes when a probe is answered"),
            new Mutation(
                    ENGINE,
                    "!health.isUp() && lanes.hasReady(),",
                    "!health.isUp(),",
                    "intake goes on when nothing is left to probe with"),
            new Mutation(
                    ENGINE,
                    "goOn(lane, first, progress, nowNanos);",
                    "conclude(lane, new Outcome.Delivered(progress.status()));",
                    "a record of several calls ends with the last of them"),
            new Mutation(ENGINE, "        first.progressed();\n", "", "what has begun is not dropped for being late"),
            new Mutation(SEQUENCE, "                at++;\n", "", "the calls of a record are made in order"),
            new Mutation(LOOP, "awake.set(false);", "", "the loop can be woken again"),
            new Mutation(
                    LOOP,
                    "awake.set(false);",
                    "executor.execute(() -> awake.set(false));",
                    "the loop can be woken while it runs"),
            new Mutation(
                    LOOP, " && alarmNanos - dueNanos <= 0", "", "the alarm is set anew when something is due earlier"),
            new Mutation(
                    PIPELINE,
                    "return ended.work().partition().isClosed() && ended.end().kind() != Outcome.Kind.FATAL;",
                    "return false;",
                    "results of a revoked partition are ignored"),
            new Mutation(
                    PIPELINE,
                    "return ended.work().partition().isClosed() && ended.end().kind() != Outcome.Kind.FATAL;",
                    "return ended.work().partition().isClosed();",
                    "a fatal outcome fails the task, whoever owns its partition"),
            new Mutation(
                    PIPELINE,
                    "states.stream().anyMatch(state -> state.unfinishedRecords() > 0)",
                    "states.isEmpty()",
                    "a revoked partition is dropped"),
            new Mutation(
                    PIPELINE,
                    "partitions.remove(partition);",
                    "partitions.get(partition);",
                    "a revoked partition is forgotten"),
            new Mutation(
                    PIPELINE,
                    "state.unfinishedRecords() == 0 && position != null",
                    "position != null",
                    "the consumer's position counts only where nothing is unfinished"),
            new Mutation(
                    PIPELINE,
                    "work.partition().admitted(work.bytes());",
                    "",
                    "a record that cannot be mapped is unfinished until it is reported"),
            new Mutation(
                    REPORTS,
                    "pending.add(new Pending(work, ending, reporter.report(work.record(), error)));",
                    "reporter.report(work.record(), error); finished.accept(work, ending);",
                    "a dead letter counts when it is written, not before"),
            new Mutation(
                    GATE,
                    "else if (!pause && paused.remove(partition))",
                    "else if (!pause && shut && paused.remove(partition))",
                    "a paused partition is resumed"),
            new Mutation(
                    GATE,
                    "if (pause && paused.add(partition))",
                    "if (pause && shut && paused.add(partition))",
                    "a partition that is stretched too far is paused"),
            new Mutation(
                    GATE,
                    "            if (shut) {",
                    "            if (shut && paused.isEmpty()) {",
                    "a full task takes no new partition's records"),
            new Mutation(
                    SESSION,
                    "            context.timeout(wantedMs);\n",
                    "",
                    "the task is called again when it has something to commit or to resume"),
            new Mutation(
                    PARTS,
                    "this.left = all;",
                    "this.left = 1;",
                    "a record to several targets ends with the last of them"),
            new Mutation(
                    INTAKE,
                    "new Parts(fan.operations().size());\n        return fan.operations().stream()\n",
                    "new Parts(fan.operations().size() - 1);\n        return fan.operations().stream().skip(1)\n",
                    "a record goes to each of its targets"),
            new Mutation(
                    INTAKE,
                    "fan.operations().stream()\n",
                    "fan.operations().stream().limit(1)\n",
                    "a record ends when all of its deliveries have ended"),
            new Mutation(
                    INTAKE,
                    "new Task(operation, null, parts)",
                    "new Task(fan.operations().get(0), null, parts)",
                    "each delivery of a record has a target of its own"),
            new Mutation(
                    LANE_KEYS,
                    "new PerReceivers(send.target(), options.filter(), options.excluded(), key)",
                    "key",
                    "a record replaces none to another target"),
            new Mutation(
                    OPERATIONS,
                    "renderer.renderEach(record).stream().distinct().toList()",
                    "renderer.renderEach(record)",
                    "a target that a record names twice gets it once"),
            new Mutation(FOLDER, " || first.goesAlone()", "", "what was refused together is sent one by one"),
            new Mutation(
                    FOLDER,
                    "1 + joined.size() < limits.maxDeliveries()",
                    "joined.size() < limits.maxDeliveries()",
                    "no more records travel together than may"),
            new Mutation(FOLDER, "bytes > limits.maxBytes()", "bytes < 0", "no more bytes travel together than may"),
            new Mutation(FOLDER, " && !isLate(later, nowNanos)", "", "nothing that is too late travels with another"),
            new Mutation(
                    FOLDER,
                    "lateNanos != Deliverable.NEVER_NANOS && !delivery.hasBegun() && nowNanos - lateNanos >= 0",
                    "false",
                    "what is too late is not sent"),
            new Mutation(
                    LANE, "older == null || older.isInFlight()", "older == null", "what is in flight is not replaced"),
            new Mutation(
                    LANE,
                    "        replace(older, delivery);\n",
                    "        newestByConflationKey.remove(conflationKey); remove(older);\n",
                    "the newest record of a key is sent"),
        };
    }

    /** The name of the changed class in its package. */
    String className() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** The changed source; refuses a snippet that is not there once. */
    String applyTo(String source) {
        int first = source.indexOf(snippet);
        if (first < 0 || source.indexOf(snippet, first + 1) >= 0) {
            throw new IllegalStateException(
                    "not exactly once in " + file + ", so this list is no longer true: " + snippet);
        }
        return source.substring(0, first) + replacement + source.substring(first + snippet.length());
    }
}
