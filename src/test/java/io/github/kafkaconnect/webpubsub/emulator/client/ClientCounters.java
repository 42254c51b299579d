package io.github.kafkaconnect.webpubsub.emulator.client;

import java.util.concurrent.atomic.LongAdder;

/** What happened on the WebSocket side since the start; any thread may read. */
public record ClientCounters(
        LongAdder connected, LongAdder messagesDelivered, LongAdder messagesExpired, LongAdder slowClients) {
    public ClientCounters() {
        this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
    }
}
