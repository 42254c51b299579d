package io.github.kafkaconnect.webpubsub.bench.source;

import io.github.kafkaconnect.webpubsub.bench.events.Counts;
import io.github.kafkaconnect.webpubsub.bench.events.EventLoad;
import io.github.kafkaconnect.webpubsub.bench.measure.Proc;
import java.time.Duration;
import java.util.function.Predicate;

/** One contender at work: its topic, its process and its clients, from their start to the check of the topic. One thread. */
final class Trial implements AutoCloseable {

    private static final Duration FIRST_LIMIT = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final double DRAIN_SECONDS = 40;
    private static final long POLL_MS = 25;
    private static final int STEPS = 3;
    private static final double STILL_FASTER = 1.05;
    private static final int MOST_WARM_UPS = 4;

    private final Rig rig;
    private final Contender contender;
    private final String topic;
    private final Door door;
    private final EventLoad load;

    private Trial(Rig rig, Contender contender, String topic, Door door, EventLoad load) {
        this.rig = rig;
        this.contender = contender;
        this.topic = topic;
        this.door = door;
        this.load = load;
    }

    /** @param whole whether the topic keeps every record, to be read at the end */
    static Trial start(Rig rig, Contender contender, int bytes, boolean whole) {
        String topic = rig.kafka().createTopic(whole);
        Door door = contender.start().apply(rig, topic);
        EventLoad load = EventLoad.start(door.port(), rig.options().clients(), bytes);
        return new Trial(rig, contender, topic, door, load);
    }

    EventLoad load() {
        return load;
    }

    long pid() {
        return door.process().pid();
    }

    /** Runs in a closed loop until the contender is warm, and on; returns how long that took. */
    double warmUp() {
        double seconds = rig.options().warmUpSeconds();
        double step = seconds / STEPS;
        load.closedLoop();
        Counts first = await(counts -> counts.accepted() > 0, FIRST_LIMIT);
        Counts last = awaitSeconds(first, seconds - step);
        Counts now = awaitSeconds(last, step);
        double rateBefore = 0;
        double rate = last.rateTo(now);
        while (rate > STILL_FASTER * rateBefore && first.secondsTo(now) < MOST_WARM_UPS * seconds) {
            last = now;
            now = awaitSeconds(last, step);
            rateBefore = rate;
            rate = last.rateTo(now);
        }
        return first.secondsTo(now);
    }

    /** Measures in a closed loop. */
    Sample saturated(double seconds) {
        load.closedLoop();
        load.latenciesSinceLastCall();
        Moment from = moment();
        awaitSeconds(from.counts(), seconds);
        return sample(from, moment());
    }

    /** Measures at a fixed rate, to the answer of the last event that fell due. */
    Sample paced(int perSecond, double settleSeconds, double seconds) {
        load.fixedRate(perSecond);
        awaitSeconds(load.counts(), settleSeconds);
        load.latenciesSinceLastCall();
        Moment from = moment();
        awaitSeconds(from.counts(), seconds);
        Moment to = moment();
        load.drain(DRAIN_SECONDS);
        return sample(from, to);
    }

    private Sample sample(Moment from, Moment to) {
        return Sample.between(from, to, Proc.peakResidentMib(pid()), Latency.of(load.latenciesSinceLastCall()));
    }

    private Moment moment() {
        return Moment.of(load.counts(), pid(), rig.kafka().pid());
    }

    Counts awaitSeconds(Counts from, double seconds) {
        return await(counts -> from.secondsTo(counts) >= seconds, LIMIT);
    }

    /** Waits for the load to have counted something, and fails when the contender ends before. */
    Counts await(Predicate<Counts> condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Counts counts = load.counts();
        while (!condition.test(counts)) {
            door.process().requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + limit + ": " + counts + "; "
                        + door.process().obituary());
            }
            pause();
            counts = load.counts();
        }
        return counts;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the load; waits for what is on its way, though not for ever. */
    void drain() {
        load.drain(DRAIN_SECONDS);
    }

    /** Ends the load and counts the records; says so at once when events were answered that are not there. */
    Proof proof() {
        drain();
        long accepted = load.counts().accepted();
        long inTopic = contender.writes() ? TopicContent.count(rig.kafka().bootstrap(), topic) : accepted;
        Proof proof = new Proof(accepted, inTopic);
        if (proof.missing() > 0) {
            System.out.printf(
                    "  (!) %s: %,d events answered 2xx, %,d in the topic%n", contender.name(), accepted, inTopic);
        }
        return proof;
    }

    /** Reads the topic, which must be whole. */
    TopicContent content() {
        return TopicContent.read(rig.kafka().bootstrap(), topic);
    }

    @Override
    public void close() {
        load.close();
        door.close();
        rig.kafka().delete(topic);
    }
}
