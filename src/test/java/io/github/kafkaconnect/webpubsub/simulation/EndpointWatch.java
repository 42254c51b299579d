package io.github.kafkaconnect.webpubsub.simulation;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import java.util.function.LongSupplier;

/** Notes when the task found the service to be back. */
final class EndpointWatch implements DeliveryLoop.EndpointListener {
    private final Run run;
    private final LongSupplier clock;
    private boolean away;

    EndpointWatch(Run run, LongSupplier clock) {
        this.run = run;
        this.clock = clock;
    }

    @Override
    public void attemptFailed(Outcome.Retryable cause) {}

    @Override
    public void asksToWait(Outcome.Retryable cause) {}

    @Override
    public void keepsFailing(Outcome.Retryable cause) {}

    @Override
    public void wentDown(Outcome.Retryable cause) {
        away = true;
    }

    @Override
    public void cameBack(long downNanos) {
        if (away) {
            away = false;
            run.backNanos = clock.getAsLong();
        }
    }
}
