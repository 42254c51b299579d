package io.github.kafkaconnect.webpubsub.common.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What has been opened, to be closed in reverse order: at the end, or when the rest cannot be opened. One that cannot be closed keeps none
 * of the others open. One thread at a time.
 */
public final class Closer implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Returns what it is given. */
    public <T extends AutoCloseable> T add(T part) {
        open.push(part);
        return part;
    }

    /**
     * Closes all. Idempotent.
     *
     * @throws IllegalStateException after all were tried; its cause is the first failure, which has the others as suppressed ones
     */
    @Override
    public void close() {
        Throwable failure = closeAll(null);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException("not everything could be closed", failure);
        }
    }

    /** Closes all because of a failure, which takes those of closing as suppressed ones. */
    public void closeAfter(Throwable cause) {
        closeAll(cause);
    }

    private @Nullable Throwable closeAll(@Nullable Throwable before) {
        Throwable failure = before;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = joined(failure, e);
            } catch (Exception | Error e) {
                failure = joined(failure, e);
            }
        }
        return failure;
    }

    private static Throwable joined(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
