package io.github.kafkaconnect.webpubsub.source.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandoffTest {
    private static final long GAP = 1_000;
    private static final long SILENCE = 700;

    private final AtomicLong now = new AtomicLong();
    private final RecentAnswers recent = new RecentAnswers(new RecentAnswers.Bounds(10, 10_000));
    private final AckLedger<String> ledger = new AckLedger<>(3, 100, recent);
    private final Handoff<String> handoff =
            new Handoff<>(ledger, recent, new Handoff.Limits(GAP, SILENCE, 0), now::get);
    private final List<String> answers = new ArrayList<>();

    @Test
    void answersWhenTheLastRecordIsWritten() {
        OwedReply<String> owed = offer("a", 2, 10, 5_000);
        assertThat(handoff.take(10, 0)).containsExactly(owed);
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(answers).isEmpty();
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(answers).containsExactly("a WRITTEN");
        assertThat(ledger.events()).isZero();
        assertThat(ledger.bytes()).isZero();
    }

    @Test
    void oneDroppedRecordDecidesTheAnswer() {
        OwedReply<String> owed = offer("a", 3, 10, 5_000);
        handoff.acknowledge(owed, Settlement.DROPPED);
        handoff.acknowledge(owed, Settlement.FILTERED);
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(answers).containsExactly("a DROPPED");
    }

    @Test
    void keepsTheOrderOfArrivalAndItsBounds() {
        offer("a", 1, 40, 5_000);
        offer("b", 1, 40, 5_000);
        offer("c", 1, 40, 5_000);
        assertThat(answers).containsExactly("c FULL");
        offer("d", 1, 20, 5_000);
        assertThat(handoff.refusal()).isEqualTo(Settlement.FULL);
        offer("e", 1, 0, 5_000);
        assertThat(answers).containsExactly("c FULL", "e FULL");
        assertThat(handoff.take(2, 0)).extracting(OwedReply::payload).containsExactly("a", "b");
        assertThat(handoff.take(2, 0)).extracting(OwedReply::payload).containsExactly("d");
        // Taken is not answered: the bounds hold until Kafka has the records.
        assertThat(handoff.refusal()).isEqualTo(Settlement.FULL);
    }

    @Test
    void isFullFromARefusalForBytesUntilThereIsRoomForAsMuch() {
        OwedReply<String> large = offer("large", 1, 70, 5_000);
        OwedReply<String> small = offer("small", 1, 5, 5_000);
        assertThat(handoff.isFull()).isFalse();
        offer("refused", 1, 30, 5_000);
        assertThat(answers).containsExactly("refused FULL");
        assertThat(handoff.isFull()).isTrue();
        assertThat(handoff.refusal()).isEqualTo(Settlement.FULL);
        handoff.acknowledge(small, Settlement.WRITTEN);
        assertThat(handoff.isFull()).isFalse();
        offer("next", 1, 30, 5_000);
        assertThat(handoff.isFull()).isTrue();
        handoff.acknowledge(large, Settlement.WRITTEN);
        assertThat(handoff.isFull()).isFalse();
        assertThat(answers).containsExactly("refused FULL", "small WRITTEN", "large WRITTEN");
    }

    @Test
    void halfOfAllIsRoomEnoughHoweverLargeTheRefusedEventWas() {
        OwedReply<String> first = offer("first", 1, 49, 5_000);
        OwedReply<String> second = offer("second", 1, 2, 5_000);
        offer("huge", 1, 99, 5_000);
        assertThat(handoff.isFull()).isTrue();
        handoff.acknowledge(second, Settlement.WRITTEN);
        assertThat(handoff.isFull()).isFalse();
        handoff.acknowledge(first, Settlement.WRITTEN);
        assertThat(answers).containsExactly("huge FULL", "second WRITTEN", "first WRITTEN");
    }

    @Test
    void answersAtTheDeadlineAndForgetsTheEvent() {
        OwedReply<String> owed = offer("a", 1, 10, 500);
        now.set(499);
        handoff.tick();
        assertThat(answers).isEmpty();
        now.set(500);
        handoff.tick();
        assertThat(answers).containsExactly("a EXPIRED");
        assertThat(handoff.take(10, 0)).isEmpty();
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(answers).containsExactly("a EXPIRED");
        assertThat(ledger.events()).isZero();
    }

    @Test
    void aRecordOnItsWayToKafkaIsNotMadeTwice() {
        OwedReply<String> owed = offer("a", 1, 10, 500);
        assertThat(handoff.take(10, 0)).containsExactly(owed);
        now.set(500);
        handoff.tick();
        assertThat(answers).containsExactly("a EXPIRED");
        assertThat(handoff.join(key("a"), waiter("repeat", 900))).isEqualTo(Handoff.Repeat.PENDING);
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(handoff.join(key("a"), waiter("late", 900))).isEqualTo(Handoff.Repeat.ANSWERED);
        assertThat(answers).containsExactly("a EXPIRED", "repeat WRITTEN", "late REPEATED");
        assertThat(ledger.events()).isZero();
    }

    /** Between the clock's decision to forget an event and its doing so, Connect could take it; a repeat then made a second record. */
    @Test
    void whatTheClockGivesUpIsNotHandedOverAndTheOtherWayRound() {
        OwedReply<String> givenUp = offer("a", 1, 10, 500);
        OwedReply<String> handedOver = offer("b", 1, 10, 500);
        assertThat(givenUp.expire(500)).isTrue();
        assertThat(givenUp.handOver()).isFalse();
        assertThat(handedOver.handOver()).isTrue();
        assertThat(handedOver.expire(500)).isFalse();
        assertThat(answers).containsExactly("a EXPIRED", "b EXPIRED");
    }

    @Test
    void anAnswerIsGivenAgainUntilItsTimeIsOver() {
        UpstreamReply refusal = UpstreamReply.text(403, "no");
        handoff.remember(key("a"), refusal);
        List<Answer> heard = new ArrayList<>();
        assertThat(handoff.join(key("a"), new Waiter(heard::add, 0))).isEqualTo(Handoff.Repeat.ANSWERED);
        assertThat(heard).containsExactly(new Answer(Settlement.REPEATED, refusal));
        now.set(10_000);
        assertThat(handoff.join(key("a"), new Waiter(heard::add, 0))).isEqualTo(Handoff.Repeat.NONE);
    }

    @Test
    void anApplicationAndKafkaBothHaveToAnswer() {
        OwedReply<String> replyFirst = ask("a", 300);
        OwedReply<String> recordFirst = ask("b", 300);
        handoff.take(10, 0);
        assertThat(handoff.reply(replyFirst, UpstreamReply.text(200, "hi"))).isTrue();
        handoff.acknowledge(recordFirst, Settlement.WRITTEN);
        assertThat(answers).isEmpty();
        handoff.acknowledge(replyFirst, Settlement.WRITTEN);
        assertThat(handoff.reply(recordFirst, UpstreamReply.NO_CONTENT)).isTrue();
        assertThat(answers).containsExactly("a WRITTEN", "b WRITTEN");
        assertThat(handoff.reply(recordFirst, UpstreamReply.NO_CONTENT)).isFalse();
    }

    @Test
    void anApplicationThatIsTooLateIsDoneWithout() {
        OwedReply<String> owed = ask("a", 300);
        handoff.take(10, 0);
        handoff.acknowledge(owed, Settlement.WRITTEN);
        now.set(299);
        handoff.tick();
        assertThat(answers).isEmpty();
        now.set(300);
        handoff.tick();
        assertThat(answers).containsExactly("a UNANSWERED");
        assertThat(handoff.reply(owed, UpstreamReply.NO_CONTENT)).isFalse();
        // 503 asks the service to try again, so the repeat asks the application again.
        assertThat(handoff.join(key("a"), waiter("repeat", 900))).isEqualTo(Handoff.Repeat.NONE);
    }

    @Test
    void nobodyWaitsForAReplyToWhatNoApplicationCanSee() {
        OwedReply<String> filtered = ask("filtered", 300);
        OwedReply<String> dropped = ask("dropped", 300);
        handoff.take(10, 0);
        handoff.acknowledge(filtered, Settlement.FILTERED);
        handoff.acknowledge(dropped, Settlement.DROPPED);
        assertThat(answers).containsExactly("filtered FILTERED", "dropped DROPPED");
        List<Answer> heard = new ArrayList<>();
        assertThat(handoff.join(key("filtered"), new Waiter(heard::add, 900))).isEqualTo(Handoff.Repeat.ANSWERED);
        assertThat(heard).containsExactly(new Answer(Settlement.REPEATED, UpstreamReply.NO_CONTENT));
    }

    @Test
    void whatAnApplicationHasSaidIsKnownWhenItCannotBeToldYet() {
        UpstreamReply no = UpstreamReply.text(403, "no");
        List<Answer> heard = new ArrayList<>();
        Waiter waiter = new Waiter(heard::add, 100);
        Terms terms = new Terms(
                1,
                10,
                UpstreamReply.NO_CONTENT,
                new Terms.Question(300, UpstreamReply.NO_CONTENT, UpstreamReply.NO_CONTENT));
        OwedReply<String> owed = new OwedReply<>(key("a"), "a", terms, waiter);
        handoff.offer(owed, waiter);
        handoff.take(10, 0);
        assertThat(handoff.reply(owed, no)).isTrue();
        now.set(100);
        handoff.tick();
        assertThat(heard).containsExactly(new Answer(Settlement.EXPIRED, null, no));
    }

    private OwedReply<String> ask(String name, long replyDeadline) {
        Waiter waiter = waiter(name, 5_000);
        Terms terms = new Terms(
                1,
                10,
                UpstreamReply.NO_CONTENT,
                new Terms.Question(replyDeadline, UpstreamReply.text(503, "too late"), UpstreamReply.NO_CONTENT));
        OwedReply<String> owed = new OwedReply<>(key(name), name, terms, waiter);
        handoff.offer(owed, waiter);
        return owed;
    }

    @Test
    void aTaskThatStaysAwayStallsTheHandoff() {
        handoff.take(10, 0);
        OwedReply<String> taken = offer("taken", 1, 10, 5_000);
        handoff.take(10, 0);
        offer("waiting", 1, 10, 5_000);
        now.set(GAP + 1);
        assertThat(handoff.refusal()).isEqualTo(Settlement.STALLED);
        handoff.tick();
        assertThat(answers).containsExactly("waiting STALLED");
        handoff.acknowledge(taken, Settlement.WRITTEN);
        assertThat(answers).containsExactly("waiting STALLED", "taken WRITTEN");
        assertThat(handoff.take(10, 0)).isEmpty();
        assertThat(handoff.refusal()).isNull();
    }

    @Test
    void kafkaIsOutOfReachWhenNothingIsWrittenThatShouldBe() {
        OwedReply<String> owed = offer("a", 2, 10, 5_000);
        now.set(5_000);
        handoff.take(10, 0);
        now.set(5_700);
        assertThat(handoff.isKafkaLost()).isFalse();
        now.set(5_701);
        assertThat(handoff.isKafkaLost()).isTrue();
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(handoff.isKafkaLost()).isFalse();
        now.set(7_000);
        assertThat(handoff.isKafkaLost()).isTrue();
        handoff.acknowledge(owed, Settlement.FILTERED);
        assertThat(handoff.isKafkaLost()).isFalse();
    }

    @Test
    void tellsHowLongTheOldestEventHasWaited() {
        assertThat(handoff.oldestAgeMs()).isZero();
        now.set(3_000_000);
        OwedReply<String> oldest = offer("oldest", 1, 10, Long.MAX_VALUE);
        now.set(10_000_000);
        OwedReply<String> newest = offer("newest", 1, 10, Long.MAX_VALUE);
        now.set(14_000_000);
        assertThat(handoff.oldestAgeMs()).isEqualTo(11);
        handoff.acknowledge(oldest, Settlement.WRITTEN);
        assertThat(handoff.oldestAgeMs()).isEqualTo(4);
        handoff.acknowledge(newest, Settlement.WRITTEN);
        assertThat(handoff.oldestAgeMs()).isZero();
    }

    @Test
    void stopAnswersAllAndWhatComesAfterwards() {
        offer("taken", 1, 10, 5_000);
        handoff.take(10, 0);
        offer("waiting", 1, 10, 5_000);
        handoff.stop();
        offer("late", 1, 10, 5_000);
        assertThat(answers).containsExactlyInAnyOrder("taken STOPPED", "waiting STOPPED", "late STOPPED");
        assertThat(handoff.refusal()).isEqualTo(Settlement.STOPPED);
        assertThat(ledger.events()).isZero();
        handoff.stop();
        assertThat(answers).hasSize(3);
    }

    @Test
    void aRepeatWaitsForThePendingEventWithItsOwnDeadline() {
        OwedReply<String> owed = offer("first", 1, 10, 500);
        assertThat(handoff.join(key("first"), waiter("repeat", 900))).isEqualTo(Handoff.Repeat.PENDING);
        now.set(500);
        handoff.tick();
        assertThat(answers).containsExactly("first EXPIRED");
        handoff.acknowledge(owed, Settlement.WRITTEN);
        assertThat(answers).containsExactly("first EXPIRED", "repeat WRITTEN");
    }

    @Test
    void aFailedAttemptLeavesTheWindow() {
        OwedReply<String> owed = offer("first", 1, 10, 5_000);
        handoff.acknowledge(owed, Settlement.DROPPED);
        assertThat(handoff.join(key("first"), waiter("repeat", 900))).isEqualTo(Handoff.Repeat.NONE);
        offer("first", 1, 10, 5_000);
        assertThat(answers).containsExactly("first DROPPED");
        assertThat(handoff.take(10, 0)).hasSize(1);
    }

    @Test
    void twoAttemptsAtTheSameMomentBecomeOneRecord() {
        offer("same", 1, 10, 5_000);
        offer("same", 1, 10, 5_000);
        List<OwedReply<String>> taken = handoff.take(10, 0);
        assertThat(taken).hasSize(1);
        assertThat(ledger.events()).isEqualTo(1);
        handoff.acknowledge(taken.get(0), Settlement.WRITTEN);
        assertThat(answers).containsExactly("same WRITTEN", "same WRITTEN");
    }

    @Test
    void whatIsNotTakenIsClosedAndNobodyIsToldOfIt() {
        List<String> taken = new ArrayList<>();
        OwedReply<String> first = offer("a", taken);
        OwedReply<String> second = offer("a", taken);
        offer("b", 1, 80, 5_000);
        OwedReply<String> third = offer("c", taken);
        assertThat(taken).containsExactly("a");
        assertThat(first.isClosed()).isFalse();
        assertThat(second.isClosed()).isTrue();
        assertThat(third.isClosed()).isTrue();
        handoff.take(10, 0).forEach(owed -> handoff.acknowledge(owed, Settlement.WRITTEN));
        assertThat(answers).containsExactly("c FULL", "a WRITTEN", "a WRITTEN", "b WRITTEN");
    }

    private OwedReply<String> offer(String name, List<String> taken) {
        Waiter waiter = waiter(name, 5_000);
        OwedReply<String> owed = new OwedReply<>(key(name), name, Terms.of(1, 15), waiter);
        handoff.offer(owed, waiter, () -> taken.add(name));
        return owed;
    }

    private OwedReply<String> offer(String name, int records, long bytes, long deadline) {
        Waiter waiter = waiter(name, deadline);
        OwedReply<String> owed = new OwedReply<>(key(name), name, Terms.of(records, bytes), waiter);
        handoff.offer(owed, waiter);
        return owed;
    }

    private Waiter waiter(String name, long deadline) {
        return new Waiter(answer -> answers.add(name + " " + answer.settlement()), deadline);
    }

    private static EventKey key(String name) {
        return new EventKey(name, 0, false);
    }
}
