package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request that waits for the answer of an event, with a deadline of its own. Answered at most once. */
public final class Waiter {
    /** Null once it is answered: the request that it holds may be large, and its event may be owed for long after. */
    private final AtomicReference<@Nullable Consumer<Answer>> reply;

    private final long deadlineNanos;
    /** The next in the list of an owed reply; written before the waiter is published there. */
    @Nullable
    Waiter next;

    /** @param reply called at most once, from any thread; must not block or throw */
    public Waiter(Consumer<Answer> reply, long deadlineNanos) {
        this.reply = new AtomicReference<>(reply);
        this.deadlineNanos = deadlineNanos;
    }

    boolean isAnswered() {
        return reply.get() == null;
    }

    boolean isDue(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** Answers the request, unless that has happened; whether this was the answer. */
    public boolean answer(Answer answer) {
        Consumer<Answer> waiting = reply.getAndSet(null);
        if (waiting == null) {
            return false;
        }
        waiting.accept(answer);
        return true;
    }
}
