package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The engine under a seeded service: attempts end in any order, fail, ask for waits; partitions are revoked in between. After
 * every event the invariants hold, and with a healthy service everything ends. The seed is printed by a failing property.
 */
class DeliveryEngineSimulationTest {
    private static final int FIXED = 5;
    private static final int MOST = 12;
    private static final long MILLI = 1_000_000L;

    private record Item(Integer laneKey, int number, int partition) implements PlainWork {}

    @Property(tries = 400)
    void everyDeliveryEndsOnceAndLanesStayInOrder(@ForAll long seed) {
        new Scenario(new Random(seed)).run();
    }

    private static final class Scenario implements DeliveryEngine.Port<Item> {
        private final Random random;
        private final List<Delivery<Item>> inFlight = new ArrayList<>();
        private final Map<Integer, Integer> lastAcceptedByLane = new HashMap<>();
        private final Map<Item, Integer> ends = new HashMap<>();
        private final Map<Integer, Item> begunByLane = new HashMap<>();
        private final List<Item> admitted = new ArrayList<>();
        private final List<Item> revoked = new ArrayList<>();
        private final DeliveryEngine<Item> engine;
        private long now;

        Scenario(Random random) {
            this.random = random;
            this.engine = new DeliveryEngine<>(settings(random.nextBoolean()), FoldRule.never(), random, this);
        }

        private static EngineSettings settings(boolean adaptive) {
            EngineSettings fixed = EngineSettings.fixedWindow(FIXED, new Backoff(1, 50));
            Window.Settings window = adaptive ? new Window.Settings(1, 3, MOST) : fixed.window();
            return new EngineSettings(window, fixed.retries(), fixed.breaker(), fixed.rates(), fixed.folding());
        }

        void run() {
            for (int number = 0; number < 250; number++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3 -> admit(number);
                    case 4, 5, 6, 7 -> endOne(false);
                    case 8 -> now += random.nextInt(60) * MILLI;
                    default -> maybeRevoke();
                }
                engine.step(now);
                check();
            }
            drain();
        }

        private void admit(int number) {
            Item item = new Item(random.nextInt(8), number, random.nextInt(3));
            admitted.add(item);
            engine.admit(new Delivery<>(item, now));
        }

        private void endOne(boolean healthy) {
            if (inFlight.isEmpty()) {
                return;
            }
            Delivery<Item> one = inFlight.remove(random.nextInt(inFlight.size()));
            Outcome outcome = healthy ? new Outcome.Delivered(202) : outcome();
            if (outcome.kind() == Outcome.Kind.PROGRESSED && !revoked.contains(one.work())) {
                begunByLane.put(one.work().laneKey(), one.work());
            }
            engine.attemptEnded(one, outcome, now);
        }

        private Outcome outcome() {
            return switch (random.nextInt(7)) {
                case 0 -> new Outcome.Retryable(
                        ErrorCode.SEND_THROTTLED, 429, Trouble.THROTTLE, random.nextInt(100), "");
                case 1 -> new Outcome.Retryable(ErrorCode.SEND_CONNECTION_FAILED, 0, Trouble.FAILURE, 0, "");
                case 2 -> new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "");
                case 3 -> new Outcome.Progressed(200, random.nextBoolean() ? 0 : random.nextInt(50));
                default -> new Outcome.Delivered(202);
            };
        }

        private void maybeRevoke() {
            if (random.nextInt(10) == 0) {
                int partition = random.nextInt(3);
                engine.abandon(item -> item.partition() == partition);
                admitted.stream()
                        .filter(item -> item.partition() == partition && !ends.containsKey(item))
                        .forEach(revoked::add);
                begunByLane.values().removeAll(revoked);
            }
        }

        private void drain() {
            for (int guard = 0; guard < 10_000 && (engine.state().lanes() > 0); guard++) {
                endOne(true);
                now += 100 * MILLI;
                engine.step(now);
                check();
            }
            assertThat(engine.state().lanes()).as("lanes left behind").isZero();
            assertThat(engine.abandonedInFlight()).isZero();
            for (Item item : admitted) {
                assertThat(ends.getOrDefault(item, 0)).as("%s", item).isEqualTo(revoked.contains(item) ? 0 : 1);
            }
        }

        private void check() {
            assertThat(engine.state().inFlight()).isEqualTo(inFlight.size()).isLessThanOrEqualTo(MOST);
            assertThat(inFlight.stream().map(delivery -> delivery.work().laneKey()))
                    .doesNotHaveDuplicates();
        }

        @Override
        public void attempt(Delivery<Item> delivery, List<Delivery<Item>> joined) {
            Item item = delivery.work();
            assertThat(lastAcceptedByLane.getOrDefault(item.laneKey(), -1)).isLessThan(item.number());
            assertThat(begunByLane.getOrDefault(item.laneKey(), item)).isEqualTo(item);
            EngineState state = engine.state();
            if (state.breakerOpenNanos() == null) {
                assertThat(inFlight.size()).isLessThan(state.window());
            }
            inFlight.add(delivery);
        }

        @Override
        public void ended(Delivery<Item> delivery) {
            Item item = delivery.work();
            lastAcceptedByLane.put(item.laneKey(), item.number());
            begunByLane.remove(item.laneKey(), item);
            ends.merge(item, 1, Integer::sum);
        }

        @Override
        public void keepsFailing(Outcome.Retryable cause) {}

        @Override
        public void wentDown(Outcome.Retryable cause) {}

        @Override
        public void cameBack(long downNanos) {}
    }
}
