package io.github.kafkaconnect.webpubsub.emulator.http;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Answers counted by status; 0 counts sockets that were reset instead. Any thread may read. */
public final class Statuses {
    private final SortedMap<Integer, LongAdder> countByStatus = new ConcurrentSkipListMap<>();

    void count(int status) {
        countByStatus.computeIfAbsent(status, key -> new LongAdder()).increment();
    }

    public SortedMap<Integer, LongAdder> counts() {
        return countByStatus;
    }
}
