package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.transport.HttpSender.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange on its way: ends exactly once, whoever tries to end it. Ended by one thread at a time (the loop, or the refused caller). */
final class PendingExchange {
    private static final Logger LOG = LoggerFactory.getLogger(PendingExchange.class);

    private final HttpRequest request;
    private final Exchange exchange;
    private final Runnable ended;
    private final long deadlineNanos;
    private boolean over;

    PendingExchange(HttpRequest request, Exchange exchange, Runnable ended, long deadlineNanos) {
        this.request = request;
        this.exchange = exchange;
        this.ended = ended;
        this.deadlineNanos = deadlineNanos;
    }

    HttpRequest request() {
        return request;
    }

    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    void answer(HttpAnswer answer) {
        if (end()) {
            try {
                exchange.answered(answer);
            } catch (RuntimeException e) {
                LOG.error("An exchange failed to take its answer", e);
            }
        }
    }

    void fail(Throwable cause) {
        if (end()) {
            try {
                exchange.failed(cause);
            } catch (RuntimeException e) {
                LOG.error("An exchange failed to take its failure", e);
            }
        }
    }

    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        ended.run();
        return true;
    }
}
