package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.e2e.TwoWorkers.Service;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cut of the network and the broker's death where the oldest Kafka that is supported runs both broker and workers. Each has workers of its
 * own: what a group of workers has been through decides how long it waits with a task. See {@link TwoWorkers}.
 */
class TwoOldWorkersIT {
    private final TwoWorkers workers = new TwoWorkers(KafkaVersion.V3_9);

    @AfterEach
    void stop() {
        workers.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCutBetweenBalancerAndWorkerLosesNothingThatWasAnswered(Service service) {
        workers.runBoth();
        TwoWorkers.requireTheRestWasServed(workers.play("cut off", service, workers::cutOff), service);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokerThatIsKilledLosesNothingThatWasAnswered(Service service) {
        workers.runBoth();
        TwoWorkers.requireServedBeforeTheBrokerDied(
                workers.play("broker killed", service, workers::killBrokerUntilOneServes), service);
    }
}
