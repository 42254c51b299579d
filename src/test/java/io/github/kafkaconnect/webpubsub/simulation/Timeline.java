package io.github.kafkaconnect.webpubsub.simulation;

import java.util.Arrays;

/** What will happen outside the task, by time: a binary heap. Events of one instant come in the order in which they were planned. */
final class Timeline {
    private long[] times = new long[32];
    private long[] numbers = new long[32];
    private Runnable[] events = new Runnable[32];
    private int size;
    private long planned;

    void at(long nanos, Runnable event) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        siftUp(size++, nanos, planned++, event);
    }

    /** When the next event is due, {@link Long#MAX_VALUE} for never. */
    long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    /** Takes the next event; there must be one. */
    Runnable remove() {
        Runnable first = events[0];
        size--;
        siftDown(times[size], numbers[size], events[size]);
        return first;
    }

    private void siftUp(int from, long time, long number, Runnable event) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!isBefore(time, number, parent)) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        set(place, time, number, event);
    }

    private void siftDown(long time, long number, Runnable event) {
        int place = 0;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && isBefore(times[child + 1], numbers[child + 1], child)) {
                child++;
            }
            if (isBefore(time, number, child)) {
                break;
            }
            move(child, place);
            place = child;
        }
        set(place, time, number, event);
    }

    private boolean isBefore(long time, long number, int place) {
        return time < times[place] || (time == times[place] && number < numbers[place]);
    }

    private void move(int from, int to) {
        set(to, times[from], numbers[from], events[from]);
    }

    private void set(int place, long time, long number, Runnable event) {
        times[place] = time;
        numbers[place] = number;
        events[place] = event;
    }
}
