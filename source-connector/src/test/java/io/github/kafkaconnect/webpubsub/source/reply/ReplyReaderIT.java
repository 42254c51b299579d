package io.github.kafkaconnect.webpubsub.source.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.Answer;
import io.github.kafkaconnect.webpubsub.source.handoff.EventKey;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.OwedReply;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import io.github.kafkaconnect.webpubsub.source.handoff.Terms;
import io.github.kafkaconnect.webpubsub.source.handoff.Waiter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyReaderIT {
    private static final TopicPartition PARTITION = new TopicPartition("replies", 1);

    private final RecentAnswers recent = new RecentAnswers(new RecentAnswers.Bounds(10, 1_000_000));
    private final AckLedger<String> ledger = new AckLedger<>(10, 1_000, recent);
    private final Handoff<String> handoff =
            new Handoff<>(ledger, recent, new Handoff.Limits(Long.MAX_VALUE, Long.MAX_VALUE, 0), () -> 0);
    private final ReplyDesk<String> desk = new ReplyDesk<>(handoff, "me");
    private final List<Reception> receptions = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final BlockingQueue<MockConsumer<byte[], byte[]>> consumers = new LinkedBlockingQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private final ReplyReader reader = new ReplyReader(
            new ReplyReader.Source("replies", 5, this::consumer), new HeaderForm(), desk, receptions::add, nanos::get);
    private final Thread thread = new Thread(reader);
    private volatile int partitions = 2;
    private volatile boolean reachable = true;

    @AfterEach
    void stop() throws InterruptedException {
        reader.close();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void answersTheEventThatAsked() throws Exception {
        MockConsumer<byte[], byte[]> consumer = started();
        ReplyDesk.Ticket ticket = ask();

        reply(consumer, 7, ticket.correlationId(), "hi");

        await().until(() -> !answers.isEmpty());
        assertThat(answers.get(0).settlement()).isEqualTo(Settlement.WRITTEN);
        assertThat(answers.get(0).reply()).extracting(UpstreamReply::status).isEqualTo(200);
        assertThat(receptions).containsExactly(Reception.TAKEN);
        assertThat(ReplyDesk.headers(ticket, "replies", 99))
                .isEqualTo(Map.of(
                        "webpubsub-correlation-id",
                        "me-1",
                        "webpubsub-reply-topic",
                        "replies",
                        "webpubsub-reply-partition",
                        "1",
                        "webpubsub-reply-deadline",
                        "99"));
    }

    @Test
    void repliesOfOthersAndLateOnesAreCountedAndDropped() throws Exception {
        MockConsumer<byte[], byte[]> consumer = started();
        ReplyDesk.Ticket ticket = ask();

        reply(consumer, 7, "other-1", "x");
        reply(consumer, 8, ticket.correlationId(), "first");
        reply(consumer, 9, ticket.correlationId(), "second");
        reply(consumer, 10, "me-x", "x");

        await().until(() -> receptions.size() == 4);
        assertThat(receptions).containsExactly(Reception.FOREIGN, Reception.TAKEN, Reception.LATE, Reception.LATE);
        assertThat(answers).hasSize(1);
        assertThat(desk.waiting()).isZero();
    }

    @Test
    void aReplyThatCannotBeUsedIsNone() throws Exception {
        MockConsumer<byte[], byte[]> consumer = started();
        ReplyDesk.Ticket ticket = ask();

        consumer.schedulePollTask(() -> {
            ConsumerRecord<byte[], byte[]> record = record(7, ticket.correlationId(), "x");
            record.headers().add("webpubsub-status", "many".getBytes(UTF_8));
            consumer.addRecord(record);
        });

        await().until(() -> !answers.isEmpty());
        assertThat(answers.get(0).settlement()).isEqualTo(Settlement.UNANSWERED);
        assertThat(receptions).containsExactly(Reception.INVALID);
    }

    @Test
    void goesOnWhereItWasAfterAFailure() throws Exception {
        MockConsumer<byte[], byte[]> first = started();
        reply(first, 7, "other-1", "x");
        await().until(() -> receptions.size() == 1);
        first.setPollException(new KafkaException("broken"));
        await().until(() -> !desk.isOpen());

        MockConsumer<byte[], byte[]> second = consumers.take();
        await().until(desk::isOpen);

        assertThat(first.closed()).isTrue();
        assertThat(second.position(PARTITION)).isEqualTo(8);
    }

    @Test
    void nobodyIsAskedBeforeTheTopicExists() throws Exception {
        partitions = 0;
        thread.start();
        assertThat(consumers.take()).isNotNull();
        assertThat(desk.isOpen()).isFalse();
        partitions = 2;
        await().until(desk::isOpen);
    }

    @Test
    void aBrokerThatNoLongerAnswersIsNoticedAlthoughPollsDoNotFail() throws Exception {
        MockConsumer<byte[], byte[]> first = started();
        reply(first, 7, "other-1", "x");
        await().until(() -> receptions.size() == 1);
        reachable = false;
        first.setOffsetsException(new TimeoutException("nobody tells"));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(4_999));
        reply(first, 8, "other-2", "x");
        await().until(() -> receptions.size() == 2);
        assertThat(desk.isOpen()).isTrue();

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        await().until(() -> !desk.isOpen());
        assertThat(first.closed()).isTrue();
        MockConsumer<byte[], byte[]> second = consumers.take();
        await().until(second::closed);
        assertThat(desk.isOpen()).isFalse();

        reachable = true;
        await().until(desk::isOpen);
        MockConsumer<byte[], byte[]> last = consumers.take();
        assertThat(last.position(PARTITION)).isEqualTo(9);
        reply(last, 9, "other-3", "x");
        await().until(() -> receptions.size() == 3);
    }

    @Test
    void goesOnWhileItsBrokerAnswers() throws Exception {
        MockConsumer<byte[], byte[]> consumer = started();
        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
            reply(consumer, 7 + i, "other-" + i, "x");
            int expected = i + 1;
            await().until(() -> receptions.size() == expected);
        }
        assertThat(desk.isOpen()).isTrue();
        assertThat(consumer.closed()).isFalse();
        assertThat(consumers).isEmpty();
    }

    @Test
    void eventsAnsweredOtherwiseAreForgotten() {
        ask();
        assertThat(desk.waiting()).isEqualTo(1);
        handoff.stop();
        desk.sweep();
        assertThat(desk.waiting()).isZero();
    }

    private MockConsumer<byte[], byte[]> started() throws InterruptedException {
        thread.start();
        await().until(desk::isOpen);
        return consumers.take();
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        List<PartitionInfo> known = new java.util.ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            known.add(new PartitionInfo("replies", i, Node.noNode(), new Node[0], new Node[0]));
        }
        consumer.updatePartitions("replies", known);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 7L));
        if (!reachable) {
            consumer.setOffsetsException(new TimeoutException("nobody tells"));
        }
        consumers.add(consumer);
        return consumer;
    }

    /** An event whose record Kafka has already. */
    private ReplyDesk.Ticket ask() {
        ReplyDesk.Ticket ticket = desk.ticket();
        Waiter waiter = new Waiter(answers::add, Long.MAX_VALUE);
        OwedReply<String> owed = new OwedReply<>(
                new EventKey(ticket.correlationId(), 0, false),
                "payload",
                new Terms(
                        1,
                        10,
                        UpstreamReply.NO_CONTENT,
                        new Terms.Question(Long.MAX_VALUE, UpstreamReply.text(503, "late"), UpstreamReply.NO_CONTENT)),
                waiter);
        desk.expect(ticket, UpstreamEvent.Kind.MESSAGE, owed);
        handoff.offer(owed, waiter);
        handoff.acknowledge(owed, Settlement.WRITTEN);
        return ticket;
    }

    private static void reply(MockConsumer<byte[], byte[]> consumer, long offset, String id, String body) {
        consumer.schedulePollTask(() -> consumer.addRecord(record(offset, id, body)));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String id, String body) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("replies", 1, offset, null, body.getBytes(UTF_8));
        record.headers().add("webpubsub-correlation-id", id.getBytes(UTF_8));
        record.headers().add("content-type", "text/plain".getBytes(UTF_8));
        return record;
    }
}
