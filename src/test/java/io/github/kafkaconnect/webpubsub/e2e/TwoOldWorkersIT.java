package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.e2e.TwoWorkers.Service;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cut of the network where the oldest Kafka that is supported runs both broker and workers. Not the broker's death: now and then neither worker of
 * 3.9 has a task again within a minute of the broker's return. See {@link TwoWorkers}.
 */
class TwoOldWorkersIT {
    private static final TwoWorkers WORKERS = new TwoWorkers(KafkaVersion.V3_9);

    @AfterAll
    static void stop() {
        WORKERS.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCutBetweenBalancerAndWorkerLosesNothingThatWasAnswered(Service service) {
        WORKERS.runBoth();
        TwoWorkers.requireTheRestWasServed(WORKERS.play("cut off", service, WORKERS::cutOff), service);
    }
}
