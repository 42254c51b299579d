package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Bounds;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a reliable client has not acknowledged yet, with sequence ids that grow by one from 1. */
final class Replay {
    private final Bounds max;
    private final MessageFrames frames;
    private final Deque<Entry> unacknowledged = new ArrayDeque<>();
    private long lastSequenceId;
    private long bytes;

    /** A message that went out under its sequence id. */
    record Entry(long sequenceId, Message message, Frame frame) {}

    Replay(Bounds max, MessageFrames frames) {
        this.max = max;
        this.frames = frames;
    }

    Entry add(Message message) {
        long sequenceId = ++lastSequenceId;
        Entry entry = new Entry(sequenceId, message, Frame.text(frames.of(message, sequenceId)));
        unacknowledged.addLast(entry);
        bytes += entry.frame().bytes().length;
        return entry;
    }

    boolean isOverflowing() {
        return max.exceededBy(unacknowledged.size(), bytes);
    }

    /** Confirms everything up to that id. */
    void acknowledge(long sequenceId) {
        for (Entry first = unacknowledged.peekFirst();
                first != null && first.sequenceId() <= sequenceId;
                first = unacknowledged.peekFirst()) {
            unacknowledged.removeFirst();
            bytes -= first.frame().bytes().length;
        }
    }

    /** What has to be sent again, oldest first; what has expired stays out. */
    List<Entry> pending(long nowNanos) {
        List<Entry> pending = new ArrayList<>(unacknowledged);
        pending.removeIf(entry -> entry.message().expired(nowNanos));
        return pending;
    }
}
