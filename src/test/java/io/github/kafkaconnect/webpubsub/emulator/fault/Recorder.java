package io.github.kafkaconnect.webpubsub.emulator.fault;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest requests, bounded by count and by bytes of their bodies; a limit of 0 requests switches it off. */
public final class Recorder {
    private final int requestsMax;
    private final long bytesMax;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private long bytes;

    public Recorder(int requestsMax, long bytesMax) {
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
    }

    public boolean on() {
        return requestsMax > 0;
    }

    public synchronized void add(RecordedRequest request) {
        requests.addLast(request);
        bytes += request.body().length;
        while (requests.size() > requestsMax || bytes > bytesMax) {
            bytes -= requests.removeFirst().body().length;
        }
    }

    /** Oldest first. */
    public synchronized List<RecordedRequest> all() {
        return new ArrayList<>(requests);
    }

    public synchronized void clear() {
        requests.clear();
        bytes = 0;
    }
}
