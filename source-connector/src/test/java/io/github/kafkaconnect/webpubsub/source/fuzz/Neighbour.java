package io.github.kafkaconnect.webpubsub.source.fuzz;

import io.github.kafkaconnect.webpubsub.source.task.OpenDoor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A well-behaved connection that sends event after event while others misbehave. */
final class Neighbour implements AutoCloseable {
    static final String ID = "neighbour";

    private static final int PAUSE_MS = 5;

    private final CompletableFuture<Integer> sent;
    private volatile boolean closing;

    Neighbour(InetSocketAddress address) {
        this.sent = CompletableFuture.supplyAsync(() -> run(address), task -> new Thread(task, ID).start());
    }

    private int run(InetSocketAddress address) {
        int count = 0;
        try (Wire wire = new Wire(address)) {
            for (; !closing; count++) {
                wire.write(Texts.event(ID, Integer.toString(count), "event " + count));
                String answer = wire.readThrough("\r\n\r\n");
                if (!answer.startsWith("HTTP/1.1 204 ")) {
                    throw new AssertionError("the neighbour's event " + count + " was answered " + answer);
                }
                Thread.sleep(PAUSE_MS);
            }
            return count;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the neighbour's connection broke at event " + count, e);
        }
    }

    /** Ends it; how many events were answered 204. Each must be in Kafka, once and in order, or this fails. */
    int requireUndisturbed(OpenDoor door) {
        closing = true;
        int count = sent.join();
        List<OpenDoor.Taken> expected = IntStream.range(0, count)
                .mapToObj(i -> new OpenDoor.Taken(ID, Integer.toString(i), "event " + i))
                .toList();
        List<OpenDoor.Taken> taken = door.taken(ID);
        if (!taken.equals(expected)) {
            throw new AssertionError("the neighbour sent " + count + " events, Kafka has " + taken.size());
        }
        return count;
    }

    @Override
    public void close() {
        closing = true;
    }
}
