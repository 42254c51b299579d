package io.github.kafkaconnect.webpubsub.common.transport;

/**
 * Sends requests to one endpoint over pooled keep-alive connections. Safe for use by many threads. Never blocks the caller.
 */
public interface HttpSender extends AutoCloseable {
    /**
     * Starts an exchange. The exchange ends exactly once: with an answer or with a failure (connect, TLS, DNS, reset, time-out as
     * {@link java.util.concurrent.TimeoutException}, closed sender). The sender never repeats a request by itself: an exchange that
     * failed after its first byte may or may not have been taken.
     */
    void send(HttpRequest request, Exchange exchange);

    /** Fails what is in flight, closes all connections. Returns without waiting for more than its stated budget. */
    @Override
    void close();

    /**
     * Receives the end of one exchange, on a transport thread (or on the caller's, before {@code send} returns, when the sender is
     * closed or full): must return quickly and must not throw.
     */
    interface Exchange {
        void answered(HttpAnswer answer);

        void failed(Throwable cause);
    }
}
