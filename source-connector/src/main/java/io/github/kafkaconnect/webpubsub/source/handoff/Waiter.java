package io.github.kafkaconnect.webpubsub.source.handoff;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request that waits for the answer of an event, with a deadline of its own. Answered at most once. */
public final class Waiter {
    private final Consumer<Answer> reply;
    private final long deadlineNanos;
    private final AtomicBoolean answered = new AtomicBoolean();
    /** The next in the list of an owed reply; written before the waiter is published there. */
    @Nullable
    Waiter next;

    /** @param reply called at most once, from any thread; must not block or throw */
    public Waiter(Consumer<Answer> reply, long deadlineNanos) {
        this.reply = reply;
        this.deadlineNanos = deadlineNanos;
    }

    boolean isAnswered() {
        return answered.get();
    }

    boolean isDue(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** Answers the request, unless that has happened; whether this was the answer. */
    public boolean answer(Answer answer) {
        boolean first = answered.compareAndSet(false, true);
        if (first) {
            reply.accept(answer);
        }
        return first;
    }
}
