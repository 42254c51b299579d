package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Backoff;
import io.github.kafkaconnect.webpubsub.common.delivery.Breaker;
import io.github.kafkaconnect.webpubsub.common.delivery.EngineSettings;
import io.github.kafkaconnect.webpubsub.common.delivery.Window;
import io.github.kafkaconnect.webpubsub.sink.config.FlowOptions;
import io.github.kafkaconnect.webpubsub.sink.config.LiveOptions;
import io.github.kafkaconnect.webpubsub.sink.config.RetryOptions;
import java.util.concurrent.TimeUnit;

/** From options to the numbers of the engine. */
final class EngineWiring {
    private EngineWiring() {}

    static EngineSettings settings(FlowOptions flow, RetryOptions retries, LiveOptions live) {
        return new EngineSettings(
                new Window.Settings(flow.minInFlight(), flow.initialInFlight(), flow.maxInFlight()),
                new EngineSettings.Retries(
                        new Backoff(retries.backoffMs(), retries.backoffMaxMs()),
                        retries.maxAttempts(),
                        TimeUnit.MILLISECONDS.toNanos(retries.recordTimeoutMs()),
                        deliveryTimeoutNanos(retries.deliveryTimeoutMs())),
                new Breaker.Settings(
                        retries.endpoint().failureThreshold(),
                        TimeUnit.MILLISECONDS.toNanos(retries.endpoint().probeIntervalMs()),
                        TimeUnit.MILLISECONDS.toNanos(retries.endpoint().authTimeoutMs())),
                new EngineSettings.Rates(rate(flow.perSecond()), rate(flow.broadcastsPerSecond())),
                new EngineSettings.Folding(
                        live.folding().maxRecords(), live.folding().maxBytes()));
    }

    private static double rate(int perSecond) {
        return perSecond == 0 ? Double.POSITIVE_INFINITY : perSecond;
    }

    private static long deliveryTimeoutNanos(long timeoutMs) {
        boolean endless = timeoutMs == 0 || timeoutMs > TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE);
        return endless ? EngineSettings.NEVER_NANOS : TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    }
}
