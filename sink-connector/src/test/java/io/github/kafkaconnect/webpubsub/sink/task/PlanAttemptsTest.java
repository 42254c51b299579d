package io.github.kafkaconnect.webpubsub.sink.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.delivery.Delivery;
import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.CheckHealth;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.sink.config.FlowOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.workflow.Plan;
import io.github.kafkaconnect.webpubsub.sink.workflow.Reply;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanAttemptsTest {
    private static final ParsedConfig CONFIG = SinkOptions.SPEC.parse(
            Map.of("webpubsub.hub", "chat", "webpubsub.target", "group", "webpubsub.target.name", "${key}"));

    private final ScheduledExecutorService executor = NamedThreads.single("webpubsub-test-0-delivery");

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void aPlanThatFailsToTakeAnOutcomeEndsItsDelivery() {
        Plan plan = new Broken();
        PlanAttempts attempts =
                new PlanAttempts((operation, completion) -> completion.ended(new Outcome.Delivered(200)));
        DeliveryLoop<SinkWork> loop = new DeliveryLoop<>(
                executor,
                System::nanoTime,
                new DeliveryLoop.Settings<>(
                        EngineWiring.settings(
                                FlowOptions.from(CONFIG), RetryOptions.from(CONFIG), LiveOptions.from(CONFIG)),
                        new Folding(),
                        new Random(1)),
                (first, joined, to) -> attempts.start(first, plan, to),
                new EndpointLog());

        loop.admit(List.of(new Delivery<>(SinkHarness.work(null, plan, "v"), System.nanoTime())));

        Delivery<SinkWork> ended = await().until(loop::pollEnded, Objects::nonNull);
        assertThat(ended.end()).isEqualTo(new Outcome.Fatal(ErrorCode.INTERNAL, 0, "java.lang.IllegalStateException"));
    }

    /** Has a defect. */
    private static final class Broken implements Plan {
        @Override
        public Operation call() {
            return new CheckHealth(new Hub("chat"));
        }

        @Override
        public boolean reachesHub() {
            return false;
        }

        @Override
        public Outcome ended(Outcome attempt, @Nullable Reply reply) {
            throw new IllegalStateException("secret payload");
        }

        @Override
        public int bytes() {
            return 0;
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public ObjectNode outputs() {
            return new ObjectMapper().createObjectNode();
        }

        @Override
        public Set<String> secrets() {
            return Set.of();
        }
    }
}
