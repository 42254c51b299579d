package io.github.kafkaconnect.webpubsub.bench.events;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An open loop: events have their moments, whatever becomes of those before them. One whose clients are all waiting for
 * answers waits itself, and counts from its moment on. A thread of its own keeps the time, since the timers of an event
 * loop tick in milliseconds; it only sleeps and wakes the loop.
 */
final class FixedRate implements Pace {

    /** A load that is so far behind does not come back; more would only fill the heap. */
    private static final int MOST_WAITING = 200_000;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final EventLoop loop;
    private final ObjLongConsumer<EventClient> send;
    private final Runnable missed;
    private final ArrayDeque<EventClient> free = new ArrayDeque<>();
    private final ArrayDeque<Long> waiting = new ArrayDeque<>();
    private final Thread clock = new Thread(this::keepTime, "fixed-rate");
    private volatile boolean ended;

    /**
     * @param send sends with that client, and takes the intended time
     * @param missed an event was given up, since too many wait
     */
    FixedRate(int perSecond, EventLoop loop, ObjLongConsumer<EventClient> send, Runnable missed) {
        this.perSecond = perSecond;
        this.loop = loop;
        this.send = send;
        this.missed = missed;
        clock.setDaemon(true);
    }

    FixedRate start() {
        clock.start();
        return this;
    }

    private void keepTime() {
        long start = System.nanoTime();
        long step = 0;
        while (!ended) {
            long due = start + moment(step, perSecond);
            long now = System.nanoTime();
            if (now < due) {
                LockSupport.parkNanos(due - now);
            } else {
                long from = step;
                long to = stepsUntil(now - start, perSecond);
                loop.execute(() -> due(start, from, to));
                step = to;
            }
        }
    }

    /** Nanoseconds from the start to a step. */
    static long moment(long step, int perSecond) {
        return step * SECOND / perSecond;
    }

    /** How many steps are due, the one at the start included. */
    static long stepsUntil(long elapsedNanos, int perSecond) {
        long steps = elapsedNanos * perSecond / SECOND;
        // Rounded down twice, the next step may be due as well.
        return moment(steps + 1, perSecond) <= elapsedNanos ? steps + 2 : steps + 1;
    }

    private void due(long start, long from, long to) {
        for (long step = from; step < to && !ended; step++) {
            long intended = start + moment(step, perSecond);
            EventClient client = nextFree();
            if (client != null) {
                send.accept(client, intended);
            } else if (waiting.size() < MOST_WAITING) {
                waiting.addLast(intended);
            } else {
                missed.run();
            }
        }
    }

    /** Least recently used, so that all are used; without those that closed meanwhile. */
    private @Nullable EventClient nextFree() {
        EventClient client = free.pollFirst();
        while (client != null && !client.isFree()) {
            client = free.pollFirst();
        }
        return client;
    }

    @Override
    public void free(EventClient client) {
        Long intended = waiting.pollFirst();
        if (intended == null) {
            free.addLast(client);
        } else {
            send.accept(client, intended);
        }
    }

    @Override
    public int waiting() {
        return waiting.size();
    }

    /** Nothing more falls due; what waits is still sent. */
    @Override
    public void end() {
        ended = true;
    }
}
