package io.github.kafkaconnect.webpubsub.bench.jmh;

import io.github.kafkaconnect.webpubsub.common.delivery.Backoff;
import io.github.kafkaconnect.webpubsub.common.delivery.Deliverable;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.DeliveryEngine;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineSettings;
import io.github.kafkaconnect.webpubsub.common.delivery.FoldRule;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A record's way through the engine: admitted, attempted, answered 202; one step per admitted batch and per answer. */
@State(Scope.Thread)
public class EngineBench {

    private static final int BATCH = 500;
    private static final int MAX_IN_FLIGHT = 128;
    private static final Outcome ANSWER = new Outcome.Delivered(202);

    /** How many different targets come in turn. */
    @Param({"1", "1000", "1000000"})
    public int targets;

    private final ArrayDeque<Delivery<Item>> inFlight = new ArrayDeque<>();
    private final DeliveryEngine<Item> engine = engine();
    private Item[] items = new Item[0];
    private int next;
    private long ended;

    /** Work that asks for nothing but its lane. */
    private record Item(Target laneKey) implements Deliverable {
        @Override
        public Reach reach() {
            return Reach.TARGET;
        }

        @Override
        public @Nullable Object conflationKey() {
            return null;
        }

        @Override
        public long lateNanos() {
            return NEVER_NANOS;
        }
    }

    @Setup
    public void makeTargets() {
        Hub hub = new Hub("bench");
        items = new Item[targets];
        for (int i = 0; i < targets; i++) {
            items[i] = new Item(new Target(hub, Target.Kind.GROUP, "room-" + i));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long admitSendAnswer() {
        for (int i = 0; i < BATCH; i++) {
            engine.admit(new Delivery<>(items[next], 0));
            next = next + 1 == targets ? 0 : next + 1;
        }
        engine.step(0);
        for (Delivery<Item> first = inFlight.poll(); first != null; first = inFlight.poll()) {
            engine.attemptEnded(first, ANSWER, 0);
            engine.step(0);
        }
        return ended;
    }

    private DeliveryEngine<Item> engine() {
        return new DeliveryEngine<>(
                EngineSettings.fixedWindow(MAX_IN_FLIGHT, new Backoff(1, 1)),
                FoldRule.never(),
                new Random(1),
                new DeliveryEngine.Port<>() {
                    @Override
                    public void attempt(Delivery<Item> first, List<Delivery<Item>> joined) {
                        inFlight.add(first);
                    }

                    @Override
                    public void ended(Delivery<Item> delivery) {
                        ended++;
                    }

                    @Override
                    public void keepsFailing(Outcome.Retryable cause) {}

                    @Override
                    public void wentDown(Outcome.Retryable cause) {}

                    @Override
                    public void cameBack(long downNanos) {}
                });
    }
}
