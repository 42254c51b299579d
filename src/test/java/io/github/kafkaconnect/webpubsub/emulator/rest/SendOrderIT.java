package io.github.kafkaconnect.webpubsub.emulator.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.emulator.http.Freezer;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder.Delays;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("side-by-side")
class SendOrderIT {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();

    @AfterAll
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** What happened, as {@code a0} for the answer to send 0 and {@code f0} for its fan-out. */
    private List<String> placed(SendOrder order, int sends) {
        List<String> happened = new CopyOnWriteArrayList<>();
        loop.execute(() -> IntStream.range(0, sends)
                .forEach(i -> order.place(() -> happened.add("a" + i), () -> happened.add("f" + i))));
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> happened.size() == 2 * sends);
        return happened;
    }

    private SendOrder order(Delays delays, long seed) {
        return new SendOrder(loop, delays, seed, Runnable::run);
    }

    private static List<String> only(String kind, List<String> happened) {
        return happened.stream()
                .filter(text -> text.startsWith(kind))
                .map(text -> text.substring(1))
                .toList();
    }

    @Test
    void withoutDelaysEverySendIsDoneAtOnce() {
        assertThat(placed(order(Delays.NONE, 1), 3)).containsExactly("a0", "f0", "a1", "f1", "a2", "f2");
    }

    @Test
    void clientsSeeSendsInTheOrderOfTheirAnswersHoweverLongEachTakes() {
        List<String> happened = placed(order(Delays.upTo(Duration.ofMillis(20)), 7), 200);
        List<String> answers = only("a", happened);
        assertThat(only("f", happened)).isEqualTo(answers);
        assertThat(answers)
                .isNotEqualTo(
                        IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    }

    @Test
    void aSendWithoutLagDoesNotPassOneThatStillLags() {
        Delays some = new Delays(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofNanos(1));
        List<String> happened = placed(order(some, 3), 500);
        assertThat(only("f", happened)).isEqualTo(only("a", happened));
    }

    @Test
    void delaysStayInTheirRange() {
        Delays late =
                new Delays(Duration.ofMillis(60), Duration.ofMillis(60), Duration.ofMillis(40), Duration.ofMillis(40));
        List<Long> times = new CopyOnWriteArrayList<>();
        long start = System.nanoTime();
        SendOrder order = order(late, 1);
        loop.execute(() -> order.place(() -> times.add(System.nanoTime()), () -> times.add(System.nanoTime())));
        await().until(() -> times.size() == 2);
        assertThat(times.get(0) - start).isGreaterThanOrEqualTo(60_000_000L);
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(39_000_000L);
    }

    @Test
    void theSeedDecidesWhoIsOvertaken() {
        Delays wide = new Delays(Duration.ZERO, Duration.ofMillis(400), Duration.ZERO, Duration.ZERO);
        List<String> first = only("a", placed(order(wide, 11), 5));
        assertThat(only("a", placed(order(wide, 11), 5))).isEqualTo(first);
        List<List<String>> others = new ArrayList<>();
        for (int seed = 12; seed < 15; seed++) {
            others.add(only("a", placed(order(wide, seed), 5)));
        }
        assertThat(others).anyMatch(other -> !other.equals(first));
    }

    @Test
    void fanOutsThatBecomeDueWhileItPlaysDeadComeInTheirOrderAfterwards() {
        Freezer freezer = new Freezer();
        SendOrder order = new SendOrder(loop, Delays.upTo(Duration.ofMillis(5)), 5, freezer::run);
        List<String> answers = new CopyOnWriteArrayList<>();
        List<String> fanOuts = new CopyOnWriteArrayList<>();
        loop.execute(() -> {
            freezer.freeze();
            IntStream.range(0, 20).forEach(i -> order.place(() -> answers.add("" + i), () -> fanOuts.add("" + i)));
        });
        await().pollDelay(Duration.ofMillis(100)).until(() -> answers.size() == 20);
        assertThat(fanOuts).isEmpty();
        loop.execute(freezer::unfreeze);
        await().until(() -> fanOuts.size() == 20);
        assertThat(fanOuts).isEqualTo(answers);
    }

    @Test
    void aMinimumIsNeitherNegativeNorOverItsMaximum() {
        Duration one = Duration.ofMillis(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Delays(one, Duration.ZERO, Duration.ZERO, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new Delays(Duration.ZERO, one, one, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delays(one.negated(), one, Duration.ZERO, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Delays(Duration.ZERO, Duration.ZERO, one.negated(), one));
    }
}
