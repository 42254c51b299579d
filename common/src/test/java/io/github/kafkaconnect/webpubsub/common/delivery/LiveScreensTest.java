package io.github.kafkaconnect.webpubsub.common.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome.Trouble;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Conflation, folding, lateness and rates. */
class LiveScreensTest {
    private static final Outcome OK = new Outcome.Delivered(202);
    private static final Outcome NO = new Outcome.Rejected(ErrorCode.SEND_BAD_REQUEST, 400, "no");
    private static final Outcome BUSY =
            new Outcome.Retryable(ErrorCode.SEND_UNAVAILABLE, 503, Trouble.FAILURE, 0, "busy");
    private static final long SECOND = 1_000_000_000L;

    private final RecordingPort port = new RecordingPort();
    private long now = SECOND;

    @Test
    void theNewestOfAKeyTakesThePlaceOfTheOneThatWaits() {
        DeliveryEngine<Work> engine = engine(EngineSettings.Folding.OFF, EngineSettings.Rates.UNLIMITED);
        admit(engine, Work.conflatable("screen", "eur1", "eur"));
        engine.step(now);
        admit(engine, Work.conflatable("screen", "eur2", "eur"));
        admit(engine, Work.conflatable("screen", "usd1", "usd"));
        Delivery<Work> replaced = admit(engine, Work.conflatable("screen", "usd2", "usd"));
        admit(engine, Work.conflatable("screen", "eur3", "eur"));
        admit(engine, Work.conflatable("screen", "usd3", "usd"));
        answerAll(engine);
        assertThat(port.attempts).containsExactly("eur1", "eur3", "usd3");
        assertThat(port.ended).containsExactlyInAnyOrder("eur1", "eur2", "usd1", "usd2", "eur3", "usd3");
        assertThat(replaced.end()).isEqualTo(new Outcome.Skipped(Outcome.Reason.CONFLATED));
    }

    @Test
    void whatIsInFlightIsNotReplacedUnlessItFails() {
        DeliveryEngine<Work> engine = engine(EngineSettings.Folding.OFF, EngineSettings.Rates.UNLIMITED);
        admit(engine, Work.conflatable("screen", "eur1", "eur"));
        engine.step(now);
        admit(engine, Work.conflatable("screen", "eur2", "eur"));
        assertThat(port.ended).isEmpty();
        answer(engine, BUSY);
        assertThat(port.ended).containsExactly("eur1");
        now += SECOND;
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("eur1", "eur2");
        assertThat(engine.state().lanes()).isZero();
    }

    @Test
    void aKeyThatChangesAllTheTimeStillHasItsTurn() {
        DeliveryEngine<Work> engine = engine(EngineSettings.Folding.OFF, EngineSettings.Rates.UNLIMITED);
        admit(engine, Work.conflatable("screen", "first", "other"));
        engine.step(now);
        for (int i = 0; i < 5; i++) {
            admit(engine, Work.conflatable("screen", "busy" + i, "busy"));
            admit(engine, Work.conflatable("screen", "quiet" + i, "quiet"));
        }
        answer(engine, OK);
        assertThat(port.attempts).containsExactly("first", "busy4");
    }

    @Test
    void withoutAKeyNothingIsReplaced() {
        DeliveryEngine<Work> engine = engine(EngineSettings.Folding.OFF, EngineSettings.Rates.UNLIMITED);
        for (int i = 0; i < 5; i++) {
            admit(engine, new Work("lane", "d" + i));
        }
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("d0", "d1", "d2", "d3", "d4");
    }

    @Test
    void waitingDeliveriesOfALaneTravelTogether() {
        DeliveryEngine<Work> engine = engine(new EngineSettings.Folding(3, 1_000), EngineSettings.Rates.UNLIMITED);
        IntStream.range(0, 5).forEach(i -> admit(engine, new Work("lane", "d" + i)));
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("d0+d1+d2", "d3+d4");
        assertThat(port.ended).containsExactly("d0", "d1", "d2", "d3", "d4");
    }

    @Test
    void theBytesOfAnAttemptAreBounded() {
        DeliveryEngine<Work> engine = engine(new EngineSettings.Folding(10, 25), EngineSettings.Rates.UNLIMITED);
        IntStream.range(0, 5).forEach(i -> admit(engine, new Work("lane", "d" + i)));
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("d0+d1", "d2+d3", "d4");
    }

    @Test
    void whatIsRefusedTogetherIsTriedAloneSoThatOnlyTheGuiltyOneEnds() {
        DeliveryEngine<Work> engine = engine(new EngineSettings.Folding(3, 1_000), EngineSettings.Rates.UNLIMITED);
        List<Delivery<Work>> all = new ArrayList<>();
        IntStream.range(0, 4).forEach(i -> all.add(admit(engine, new Work("lane", "d" + i))));
        engine.step(now);
        answer(engine, NO);
        answer(engine, OK);
        answer(engine, NO);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("d0+d1+d2", "d0", "d1", "d2", "d3");
        assertThat(all)
                .extracting(one -> one.end().kind())
                .containsExactly(
                        Outcome.Kind.DELIVERED, Outcome.Kind.REJECTED, Outcome.Kind.DELIVERED, Outcome.Kind.DELIVERED);
    }

    @Test
    void aRetryKeepsTheOrderOfWhatTravelledTogether() {
        DeliveryEngine<Work> engine = engine(new EngineSettings.Folding(3, 1_000), EngineSettings.Rates.UNLIMITED);
        IntStream.range(0, 2).forEach(i -> admit(engine, new Work("lane", "d" + i)));
        engine.step(now);
        admit(engine, new Work("lane", "d2"));
        answer(engine, BUSY);
        now += SECOND;
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("d0+d1", "d0+d1+d2");
    }

    @Test
    void abandonedPassengersAreForgottenAndTheOthersGoOn() {
        DeliveryEngine<Work> engine = engine(new EngineSettings.Folding(3, 1_000), EngineSettings.Rates.UNLIMITED);
        IntStream.range(0, 3).forEach(i -> admit(engine, new Work("lane", "d" + i)));
        engine.step(now);
        engine.abandon(work -> work.name().equals("d0"));
        assertThat(engine.abandonedInFlight()).isEqualTo(1);
        answer(engine, BUSY);
        assertThat(engine.abandonedInFlight()).isZero();
        now += SECOND;
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactly("d0+d1+d2", "d1+d2");
        assertThat(port.ended).containsExactly("d1", "d2");
    }

    @Test
    void whatIsLateIsNotAttempted() {
        DeliveryEngine<Work> engine = engine(EngineSettings.Folding.OFF, EngineSettings.Rates.UNLIMITED);
        admit(engine, new Work("lane", "first"));
        Delivery<Work> late = admit(engine, Work.lateAt("lane", "late", now + SECOND));
        admit(engine, Work.lateAt("lane", "in time", now + 3 * SECOND));
        engine.step(now);
        now += 2 * SECOND;
        answerAll(engine);
        assertThat(port.attempts).containsExactly("first", "in time");
        assertThat(late.end()).isEqualTo(new Outcome.Skipped(Outcome.Reason.LATE));
    }

    @Test
    void aLaneInWhichEverythingIsLateGoes() {
        DeliveryEngine<Work> engine = engine(EngineSettings.Folding.OFF, EngineSettings.Rates.UNLIMITED);
        admit(engine, Work.lateAt("lane", "late1", now));
        admit(engine, Work.lateAt("lane", "late2", now));
        engine.step(now);
        assertThat(port.attempts).isEmpty();
        assertThat(port.ended).containsExactly("late1", "late2");
        assertThat(engine.state().lanes()).isZero();
    }

    @Test
    void hubWideSendsHaveARateOfTheirOwnAndHoldUpNobodyElse() {
        DeliveryEngine<Work> engine =
                engine(EngineSettings.Folding.OFF, new EngineSettings.Rates(Double.POSITIVE_INFINITY, 3));
        IntStream.range(0, 3).forEach(i -> admit(engine, Work.hubWide("hub", "hub" + i)));
        IntStream.range(0, 3).forEach(i -> admit(engine, new Work("room" + i, "room" + i)));
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).containsExactlyInAnyOrder("hub0", "room0", "room1", "room2");
        assertThat(engine.nextDueNanos()).hasValue(now + 333_333_333L);
        now = engine.nextDueNanos().orElseThrow();
        engine.step(now);
        answerAll(engine);
        assertThat(port.attempts).endsWith("hub1");
    }

    private DeliveryEngine<Work> engine(EngineSettings.Folding folding, EngineSettings.Rates rates) {
        return new DeliveryEngine<>(
                EngineSettings.fixedWindow(4, new Backoff(100, 1_000))
                        .withFolding(folding)
                        .withRates(rates),
                new FoldRule<>() {
                    @Override
                    public boolean joins(Work first, Work later) {
                        return true;
                    }

                    @Override
                    public int bytes(Work work) {
                        return 10;
                    }
                },
                new Random(1),
                port);
    }

    private Delivery<Work> admit(DeliveryEngine<Work> engine, Work work) {
        Delivery<Work> delivery = new Delivery<>(work, now);
        engine.admit(delivery);
        return delivery;
    }

    private void answer(DeliveryEngine<Work> engine, Outcome outcome) {
        engine.attemptEnded(port.inFlight.removeFirst(), outcome, now);
        engine.step(now);
    }

    private void answerAll(DeliveryEngine<Work> engine) {
        while (!port.inFlight.isEmpty()) {
            answer(engine, OK);
        }
    }
}
