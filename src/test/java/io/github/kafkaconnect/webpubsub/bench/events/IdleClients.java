package io.github.kafkaconnect.webpubsub.bench.events;

import java.util.concurrent.atomic.AtomicInteger;

/** Connections that had one event answered and stay open. A bounded number connects at a time. Confined to the loop. */
final class IdleClients implements EventClient.Owner {

    private static final int AT_A_TIME = 64;

    private final EventLoad load;
    private final AtomicInteger open = new AtomicInteger();
    private int next;
    private int end;

    /** @param firstIndex their numbers begin here */
    IdleClients(EventLoad load, int firstIndex) {
        this.load = load;
        this.next = firstIndex;
        this.end = firstIndex;
    }

    /** Any thread may ask. */
    int open() {
        return open.get();
    }

    void open(int connections) {
        end = next + connections;
        for (int i = 0; i < AT_A_TIME; i++) {
            openNext();
        }
    }

    private void openNext() {
        if (next < end) {
            load.connect(next++, this);
        }
    }

    @Override
    public void connected(EventClient client) {
        load.send(client, System.nanoTime());
    }

    @Override
    public void answered(EventClient client, int status) {
        load.count(client, status);
        if (LoadTally.isSuccess(status)) {
            open.incrementAndGet();
            client.rests();
        }
        openNext();
    }

    /** One that closes before its answer is not replaced: the number that stays open is what is wanted. */
    @Override
    public void closed(EventClient client) {
        load.countBroken(client);
        if (client.isResting()) {
            open.decrementAndGet();
        } else {
            openNext();
        }
    }
}
