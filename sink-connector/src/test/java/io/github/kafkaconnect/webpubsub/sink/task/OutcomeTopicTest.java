package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.GenerateToken;
import io.github.kafkaconnect.webpubsub.common.protocol.GroupName;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.Payload;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Reply;
import io.github.kafkaconnect.webpubsub.sink.workflow.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeTopicTest {
    private static final Hub HUB = new Hub("chat");
    private static final Operation SEND =
            new Operation.SendToGroup(HUB, new GroupName("room 1"), Payload.Text.of("secret message"));
    private static final Ending DELIVERED = new Ending(new Outcome.Delivered(202), 2, 7_000_000);

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, new StringSerializer(), new ByteArraySerializer());
    private final List<SinkWork> finished = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void aRecordIsFinishedWhenItsOutcomeIsWritten() {
        OutcomeTopic topic = topic(true, false);
        SinkWork work = work(SEND, null);

        topic.tell(work, DELIVERED);
        topic.collect();
        assertThat(finished).isEmpty();

        producer.completeNext();
        topic.collect();
        assertThat(finished).containsExactly(work);
    }

    @Test
    void tellsWhatBecameOfARecordButNotWhatIsInIt() throws Exception {
        topic(true, false).tell(work(SEND, null), DELIVERED);

        assertThat(producer.history().get(0).key()).isEqualTo("chat/group/room%201");
        assertThat(told())
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"operation":"sendToGroup","target":"chat/group/room%201","outcome":"delivered","status":202,
                                         "attempts":2,"elapsedMs":7,"topic":"orders","partition":0,"offset":42}"""));
    }

    @Test
    void tellsWhyARecordWasRefused() {
        Outcome.Rejected refused = new Outcome.Rejected(ErrorCode.RECORD_FIELD_MISSING, 0, "no room");
        topic(true, false).tell(work(null, null), Ending.of(refused));

        assertThat(producer.history().get(0).key()).isNull();
        assertThat(told().path("outcome").asText()).isEqualTo("rejected");
        assertThat(told().path("code").asText()).isEqualTo("WPS-3101");
        assertThat(told().path("error").asText()).isEqualTo("no room");
    }

    @Test
    void hidesTokensUnlessAskedForThem() {
        topic(true, false).tell(work(null, tokenMade()), DELIVERED);
        assertThat(told().at("/outputs/token").asText()).isEqualTo("[hidden]");

        producer.clear();
        topic(true, true).tell(work(null, tokenMade()), DELIVERED);
        assertThat(told().at("/outputs/token").asText()).isEqualTo("t0ken");
    }

    @Test
    void aRequiredOutcomeIsTriedAgainWhileTheBrokerIsAway() {
        OutcomeTopic topic = topic(true, false);
        SinkWork work = work(SEND, null);
        topic.tell(work, DELIVERED);
        for (int tries = 1; tries <= 3; tries++) {
            producer.errorNext(new TimeoutException("no broker"));
            topic.collect();
            topic.check();
            assertThat(finished).isEmpty();
            assertThat(producer.history()).hasSize(tries + 1);
        }

        producer.completeNext();
        topic.collect();
        topic.collect();
        assertThat(finished).containsExactly(work);
        assertThat(failures).hasValue(3);
        assertThat(new HashSet<>(producer.history())).hasSize(1);
    }

    @Test
    void aTryThatFailsAtOnceDoesNotHoldTheTask() {
        OutcomeTopic topic = topic(true, false);
        producer.sendException = new TimeoutException("no metadata");
        topic.tell(work(SEND, null), DELIVERED);

        topic.collect();
        topic.collect();
        topic.check();
        assertThat(failures).hasValue(3);
    }

    @Test
    void anOutcomeOfARevokedPartitionIsNotTriedAgain() {
        OutcomeTopic topic = topic(true, false);
        SinkWork work = work(SEND, null);
        topic.tell(work, DELIVERED);
        producer.errorNext(new TimeoutException("no broker"));
        work.partition().close();

        topic.collect();
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void failsTheTaskWhenARequiredOutcomeCanNeverBeWritten() {
        OutcomeTopic topic = topic(true, false);
        topic.tell(work(SEND, null), DELIVERED);
        producer.errorNext(new RecordTooLargeException("too large"));

        topic.collect();
        assertThat(finished).isEmpty();
        assertThatThrownBy(topic::check)
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("WPS-3108 ")
                .hasRootCauseMessage("too large");
    }

    @Test
    void goesOnWithoutAnOutcomeThatIsNotRequired() {
        OutcomeTopic topic = topic(false, false);
        SinkWork work = work(SEND, null);

        topic.tell(work, DELIVERED);
        assertThat(finished).containsExactly(work);

        producer.errorNext(new TimeoutException("no broker"));
        topic.collect();
        topic.check();
        assertThat(finished).containsExactly(work);
    }

    private OutcomeTopic topic(boolean required, boolean secrets) {
        return new OutcomeTopic(
                new OutcomeTopic.Settings("outcomes", required, new OutcomeJson(secrets)),
                producer,
                Runnable::run,
                new OutcomeTopic.Told(finished::add, failures::incrementAndGet));
    }

    private JsonNode told() {
        try {
            return new ObjectMapper()
                    .readTree(new String(producer.history().get(0).value(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Plan tokenMade() {
        Plan plan = new Sequence(
                List.of(new GenerateToken(HUB, "eve", List.of(), List.of(), 60, GenerateToken.ClientType.DEFAULT)));
        plan.ended(
                new Outcome.Delivered(200),
                new Reply(200, name -> Optional.empty(), "{\"token\":\"t0ken\"}".getBytes(StandardCharsets.UTF_8)));
        return plan;
    }

    private static SinkWork work(@Nullable Operation operation, @Nullable Plan plan) {
        return SinkHarness.work(operation, plan, "v");
    }
}
