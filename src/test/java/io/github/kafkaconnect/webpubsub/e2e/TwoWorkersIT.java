package io.github.kafkaconnect.webpubsub.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.e2e.Cluster.RebalanceDelay;
import io.github.kafkaconnect.webpubsub.e2e.TwoWorkers.Service;
import io.github.kafkaconnect.webpubsub.stack.KafkaVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What clients see of a worker that joins, stops, is killed or cut off, and of a broker that is killed, on Kafka's default rebalance delay.
 * See {@link TwoWorkers}.
 */
class TwoWorkersIT {
    private static final TwoWorkers WORKERS = new TwoWorkers(KafkaVersion.V4_3, RebalanceDelay.DEFAULT);

    @AfterAll
    static void stop() {
        WORKERS.close();
    }

    @Test
    void oneWorkerServesBothTasksUntilASecondOneJoins() {
        Cluster cluster = WORKERS.cluster();
        if (cluster.isSecondRunning()) {
            cluster.second().terminate();
        }
        ClientView view = WORKERS.play("join", Service.REPEATS, (balancer, connector) -> {
            assertThat(cluster.tasksOn(cluster.first(), connector))
                    .as("both tasks on one listener")
                    .isEqualTo(2);
            cluster.second().start();
            WORKERS.awaitBoth(balancer, connector);
        });
        TwoWorkers.requireNothingFailed(view);
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatIsStoppedHandsItsClientsOver(Service service) {
        WORKERS.runBoth();
        ClientView view = WORKERS.play("stopped", service, (balancer, connector) -> {
            WORKERS.cluster().second().terminate();
            WORKERS.requireThatTheFirstServesAlone(balancer, connector);
        });
        TwoWorkers.requireTheRestWasServed(view, service);
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerThatIsKilledLosesNothingThatItAnswered(Service service) {
        WORKERS.runBoth();
        ClientView view = WORKERS.play("killed", service, (balancer, connector) -> {
            WORKERS.cluster().second().kill();
            WORKERS.requireThatTheFirstServesAlone(balancer, connector);
        });
        TwoWorkers.requireTheRestWasServed(view, service);
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
