package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers how an exchange ended, and how often. */
final class RecordedExchange implements HttpSender.Exchange {
    private static final long PATIENCE_S = 20;

    private final CompletableFuture<HttpAnswer> end = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();

    @Override
    public void answered(HttpAnswer answer) {
        ends.incrementAndGet();
        end.complete(answer);
    }

    @Override
    public void failed(Throwable cause) {
        ends.incrementAndGet();
        end.completeExceptionally(cause);
    }

    int ends() {
        return ends.get();
    }

    boolean isOver() {
        return end.isDone();
    }

    HttpAnswer answer() {
        try {
            return end.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed instead of answered", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the exchange never ended", e);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** 0 when it failed. */
    int statusOrZero() {
        try {
            return end.handle((answer, failure) -> answer == null ? 0 : answer.status())
                    .get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the exchange never ended", e);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    Throwable failure() {
        try {
            HttpAnswer answer = end.get(PATIENCE_S, TimeUnit.SECONDS);
            throw new AssertionError("answered " + answer.status() + " instead of failed");
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the exchange never ended", e);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
