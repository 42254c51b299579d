package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.e2e.Cluster.RebalanceDelay;
import io.github.kafkaconnect.webpubsub.e2e.TwoWorkers.Service;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cut of the network and the broker's death where the oldest Kafka that is supported runs both broker and workers, with the rebalance
 * delay that the operations page advises. See {@link TwoWorkers}.
 */
class TwoOldWorkersIT {
    private static final TwoWorkers WORKERS = new TwoWorkers(KafkaVersion.V3_9, RebalanceDelay.ADVISED);

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

    @ParameterizedTest
    @EnumSource
    void aBrokerThatIsKilledLosesNothingThatWasAnswered(Service service) {
        WORKERS.runBoth();
        TwoWorkers.requireServedBeforeTheBrokerDied(
                WORKERS.play("broker killed", service, WORKERS::killBroker), service);
    }
}
