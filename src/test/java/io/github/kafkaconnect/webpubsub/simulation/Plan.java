package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.protocol.StatusHandling;
import io.github.kafkaconnect.webpubsub.sink.config.DeliveryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.FlowOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LateBehavior;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Ordering;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.Template;
import io.github.kafkaconnect.webpubsub.sink.task.SinkUnderTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All settings of a scenario, the task's and the world's: the one place where they are chosen.
 *
 * @param events how many events happen before the world calms down
 * @param steps calls that each record asks for, one after the other
 * @param targets the most that a record has; 1 unless records name theirs in a list
 * @param keys distinct record keys, and targets
 * @param poison which records fail for ever
 * @param maxPoll records of one poll at most
 * @param chaosEvery the world changes after one event in so many
 * @param preemptEvery a thread is interrupted at one opportunity in so many
 */
record Plan(
        DeliveryOptions delivery,
        RetryOptions retries,
        LiveOptions live,
        boolean toAll,
        Errors errors,
        int events,
        int steps,
        int targets,
        int partitions,
        int keys,
        Poison poison,
        int maxPoll,
        int chaosEvery,
        int preemptEvery) {
    static final int MOST_PARTITIONS = 4;
    static final int MOST_KEYS = 12;
    static final int MOST_TARGETS = 4;

    /** Connect's own, as a worker has it by default. */
    static final long OFFSET_FLUSH_MS = 60_000;

    static final long REQUEST_TIMEOUT_MS = 2_000;
    static final long LONGEST_RETRY_AFTER_MS = 60_000;

    /** What a closing task waits for its attempts in flight; {@link SinkUnderTest} itself must not wait in real time. */
    static final long CLOSE_TIMEOUT_MS = 500;

    /** After the world has calmed down, everything must be finished and committed within this. */
    static final long BOUND_MS = 600_000;

    private static final LiveOptions.FoldingLimits UNFOLDED = new LiveOptions.FoldingLimits(1, 1_000_000);
    private static final Template BY_KEY = Template.parse("${key|none}");

    /** The value {@code {"n":1,"to":["a","b"]}} without its digits and rooms, and each room with its comma. */
    private static final int MEMBERS_BYTES = 14 - 1;

    private static final int ROOM_BYTES = 4;

    private static final Ordering[] ORDERINGS = Ordering.values();

    /** The settings that decide what becomes of an errant record. */
    record Errors(boolean tolerant, boolean topic, boolean log) {
        boolean hasReporter() {
            return topic || log;
        }

        Kind kind() {
            return Kind.errant(tolerant, topic, log);
        }
    }

    /**
     * Which records fail for ever.
     *
     * @param percent of all records; 0 = a few, and only until the world calms down
     * @param firstKey all records of the first key, which is a target as well
     */
    record Poison(int percent, boolean firstKey) {
        static final Poison HEALS = new Poison(0, false);

        /** Only where others have lanes of their own: if nobody gets through, the service is to blame. */
        static Poison draw(Dice dice, Ordering ordering, int keys) {
            if (ordering == Ordering.NONE && dice.percent(2)) {
                return new Poison(dice.between(5, 25), false);
            }
            boolean apart = (ordering == Ordering.KEY || ordering == Ordering.TARGET) && keys > 2;
            return apart && dice.percent(2) ? new Poison(0, true) : HEALS;
        }

        boolean stays() {
            return percent > 0 || firstKey;
        }
    }

    static Plan draw(Dice dice) {
        boolean toAll = dice.percent(15);
        Errors errors = new Errors(dice.percent(70), dice.percent(60), dice.percent(40));
        DeliveryOptions delivery = delivery(dice);
        int steps = dice.percent(15) ? dice.between(2, 3) : 1;
        int keys = dice.between(1, MOST_KEYS);
        boolean several = steps == 1 && !toAll && keys > 1 && dice.percent(25);
        LiveOptions live = live(dice, delivery.ordering());
        Poison poison = toAll || several ? Poison.HEALS : Poison.draw(dice, delivery.ordering(), keys);
        return new Plan(
                delivery,
                poison.stays() ? hasty(dice) : retries(dice),
                steps == 1 ? live : alone(live),
                toAll,
                errors,
                dice.between(200, 240),
                steps,
                several ? dice.between(2, Math.min(MOST_TARGETS, keys)) : 1,
                dice.between(1, MOST_PARTITIONS),
                keys,
                poison,
                dice.between(poison.stays() ? 4 : 1, 16),
                dice.between(8, 24),
                dice.between(4, 16));
    }

    private static DeliveryOptions delivery(Dice dice) {
        int bufferRecords = dice.between(4, 40);
        return new DeliveryOptions(
                dice.pick(ORDERINGS),
                flow(dice),
                bufferRecords,
                dice.percent(50) ? 1_000_000 : 512L * dice.between(4, 40),
                dice.between(4, 60),
                new DeliveryOptions.Timing(dice.between(50, 2_000), 0));
    }

    private static FlowOptions flow(Dice dice) {
        int max = dice.between(1, 12);
        int min = dice.percent(50) ? max : dice.between(1, max);
        boolean limited = dice.percent(15);
        return new FlowOptions(
                min,
                dice.between(min, max),
                max,
                limited ? dice.between(5, 200) : 0,
                limited ? dice.between(5, 50) : 0);
    }

    private static RetryOptions retries(Dice dice) {
        long backoffMs = dice.between(1, 200);
        return new RetryOptions(
                backoffMs,
                backoffMs * dice.between(1, 50),
                dice.between(1, 10),
                dice.percent(50) ? 300_000 : dice.between(100, 10_000),
                dice.percent(15) ? dice.between(500, 20_000) : 0,
                new RetryOptions.EndpointFailure(
                        dice.between(1, 8),
                        dice.between(10, 1_000),
                        dice.percent(30) ? 0 : dice.between(10, 60_000),
                        60_000),
                StatusHandling.USUAL);
    }

    /** Poison is given up in seconds, so that a scenario is not about waiting. */
    private static RetryOptions hasty(Dice dice) {
        long backoffMs = dice.between(1, 5);
        return new RetryOptions(
                backoffMs,
                backoffMs * dice.between(1, 10),
                dice.between(1, 10),
                dice.between(500, 3_000),
                0,
                new RetryOptions.EndpointFailure(8, dice.between(10, 1_000), 60_000, LONGEST_RETRY_AFTER_MS),
                StatusHandling.USUAL);
    }

    private static LiveOptions live(Dice dice, Ordering ordering) {
        boolean conflates = ordering != Ordering.NONE && dice.percent(15);
        return new LiveOptions(
                conflates ? BY_KEY : null,
                dice.percent(20) ? new LiveOptions.FoldingLimits(dice.between(2, 6), dice.between(8, 40)) : UNFOLDED,
                dice.percent(10) ? dice.between(20, 20_000) : 0,
                dice.pick(LateBehavior.values()),
                null);
    }

    /** Records of several calls neither replace each other nor travel together. */
    private static LiveOptions alone(LiveOptions live) {
        return new LiveOptions(null, UNFOLDED, live.maxAgeMs(), live.late(), null);
    }

    /** What a record's value is: its number, alone or with its targets, or commands that each send it, with a letter for their place. */
    Object value(int number, LogRecord record) {
        if (targets > 1) {
            return list(number, record);
        }
        return steps == 1 ? Integer.toString(number) : commands(number, record.key);
    }

    private static Map<String, Object> list(int number, LogRecord record) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("n", number);
        if (record.nature.isSent()) {
            List<String> rooms = new ArrayList<>();
            rooms.add(Rooms.name(record.target));
            record.others.forEach(other -> rooms.add(Rooms.name(other.target)));
            if (record.repeatsItself()) {
                rooms.add(Rooms.name(record.target));
            }
            value.put("to", rooms);
        }
        return value;
    }

    private String commands(int number, int key) {
        String target = toAll ? "'operation':'sendToAll'" : "'operation':'sendToGroup'";
        String group = toAll || key < 0 ? "" : ",'group':'" + Rooms.name(key) + "'";
        return IntStream.range(0, steps)
                .mapToObj(step -> "{'data':'" + (char) ('a' + step) + number + "'," + target + group + "}")
                .collect(Collectors.joining(",", "[", "]"))
                .replace('\'', '"');
    }

    /** How long the JSON is that a record without commands is sent as. */
    int payloadBytes(int number, LogRecord record) {
        int digits = Integer.toString(number).length();
        return targets == 1 ? digits : MEMBERS_BYTES + digits + ROOM_BYTES * record.named();
    }

    /** Whether the window stays as it is. */
    boolean hasFixedWindow() {
        return delivery.flow().minInFlight() == delivery.flow().maxInFlight();
    }

    /** How soon what is finished is committed when nothing else happens. */
    long commitsWithinMs() {
        return delivery.timing().commitIntervalMs() + 5_000;
    }

    boolean hasRateLimit() {
        return delivery.flow().perSecond() > 0;
    }

    SinkUnderTest.Settings settings() {
        return new SinkUnderTest.Settings(delivery, retries, live, mapping(), errors.tolerant());
    }

    private SinkUnderTest.Mapping mapping() {
        if (steps > 1) {
            return SinkUnderTest.Mapping.COMMANDS;
        }
        if (targets > 1) {
            return SinkUnderTest.Mapping.LISTED;
        }
        return toAll ? SinkUnderTest.Mapping.TO_ALL : SinkUnderTest.Mapping.BY_KEY;
    }

    /** A person acts on a task that fails again and again: records at fault are passed over. */
    Plan tolerant() {
        return new Plan(
                delivery,
                retries,
                live,
                toAll,
                new Errors(true, errors.topic(), errors.log()),
                events,
                steps,
                targets,
                partitions,
                keys,
                poison,
                maxPoll,
                chaosEvery,
                preemptEvery);
    }

    /** Lanes with numbers below this are shared; see {@link #lane}. */
    int lanes() {
        return keys + partitions;
    }

    boolean conflates() {
        return live.conflationKey() != null;
    }

    /** Queues with numbers below this are shared; see {@link #queue}. */
    int queues() {
        return conflates() ? lanes() * (keys + 1) * (keys + 1) : lanes();
    }

    /**
     * Records with the same number are taken in order: those of a lane, or of a lane, a target and a value of the conflation key, as
     * the newest takes the place of an older one; -1 = a queue of its own.
     */
    int queue(int partition, int key, int target) {
        int lane = lane(partition, key, target);
        return lane < 0 || !conflates() ? lane : (lane * (keys + 1) + key + 1) * (keys + 1) + target + 1;
    }

    /** The lane of a record by the documented meaning of {@code ordering}; -1 = a lane of its own. */
    int lane(int partition, int key, int target) {
        return switch (delivery.ordering()) {
            case TARGET -> toAll ? 0 : target;
            case KEY -> key >= 0 ? key : keys + partition;
            case PARTITION -> keys + partition;
            case NONE -> -1;
        };
    }
}
