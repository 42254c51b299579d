package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.delivery.Outcome;
import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.runtime.DeliveryLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line when the service goes away, or seems to, or asks for a long wait, and one when it comes back. */
final class EndpointLog implements DeliveryLoop.EndpointListener {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointLog.class);

    private final AtomicLong outages = new AtomicLong();
    private final AttemptCounters attempts = new AttemptCounters();

    @Override
    public void attemptFailed(Outcome.Retryable cause) {
        attempts.failed(cause);
    }

    @Override
    public void asksToWait(Outcome.Retryable cause) {
        LOG.warn(
                "The service wants to be left alone for {} ms; until then every record of the task waits (at most"
                        + " retry.after.max.ms). {} status={} {}",
                cause.retryAfterMs(),
                cause.code().id(),
                cause.status(),
                cause.detail());
    }

    @Override
    public void keepsFailing(Outcome.Retryable cause) {
        LOG.warn(
                "Nothing gets through; the record is tried again, others of its target wait. {} status={} {}",
                cause.code().id(),
                cause.status(),
                cause.detail());
    }

    @Override
    public void wentDown(Outcome.Retryable cause) {
        outages.incrementAndGet();
        LOG.warn(
                "The service does not deliver; records wait and single requests probe it. {} status={} {}",
                cause.code().id(),
                cause.status(),
                cause.detail());
    }

    @Override
    public void cameBack(long downNanos) {
        LOG.info("The service delivers again after {} ms", TimeUnit.NANOSECONDS.toMillis(downNanos));
    }

    /** By the names under which they are published. */
    Figures figures() {
        return attempts.figures()
                .add("breaker-open-total", "How many times the service was taken to be away.", outages::get);
    }
}
