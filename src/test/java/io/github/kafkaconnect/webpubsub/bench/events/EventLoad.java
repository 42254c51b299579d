package io.github.kafkaconnect.webpubsub.bench.events;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Instant;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The clients of one run. They connect at once, and again 100 ms after a connection was lost; an answer other than 2xx makes
 * a client rest for as long, as nobody would ask again at once. Events are numbered from 0. Safe for use by several threads.
 */
public final class EventLoad implements AutoCloseable {

    private static final long REST_MS = 100;
    private static final long END_SECONDS = 10;
    private static final Pace PAUSED = client -> {};

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final ChannelGroup channels = new DefaultChannelGroup(loop, true);
    private final LoadTally tally = new LoadTally();
    private final Instant started = Instant.now();
    private final int port;
    private final int dataBytes;
    private final EventClient[] clients;
    private final IdleClients idle;
    private Pace pace = PAUSED;
    private volatile boolean closed;

    private EventLoad(int port, int clients, int dataBytes) {
        this.port = port;
        this.dataBytes = dataBytes;
        this.clients = new EventClient[clients];
        this.idle = new IdleClients(this, clients);
    }

    /**
     * Connects; nothing is sent yet.
     *
     * @param port of the event handler, on 127.0.0.1
     * @param dataBytes length of every event's data
     */
    public static EventLoad start(int port, int clients, int dataBytes) {
        EventLoad load = new EventLoad(port, clients, dataBytes);
        load.onLoop(() -> {
            for (int index = 0; index < clients; index++) {
                load.connect(index);
            }
            return true;
        });
        return load;
    }

    /** From now on every client sends its next event when the latest is answered. */
    public void closedLoop() {
        follow(client -> send(client, System.nanoTime()));
    }

    /** From now on events have fixed moments; see {@link Counts#missed()}. */
    public void fixedRate(int perSecond) {
        follow(new FixedRate(perSecond, loop, this::send, tally::missed).start());
    }

    /** No event falls due any more, what is due or on its way is awaited; false when that takes longer. */
    public boolean drain(double seconds) {
        onLoop(() -> {
            pace.end();
            if (!(pace instanceof FixedRate)) {
                pace = PAUSED;
            }
            return true;
        });
        long deadline = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (waiting() > 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private long waiting() {
        return onLoop(() -> pace.waiting() + counts().onTheirWay());
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens connections that send one event each and then nothing; blocks until all had their answer, or the time is up. */
    public void openIdle(int connections, double seconds) {
        onLoop(() -> {
            idle.open(connections);
            return true;
        });
        long deadline = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (idle.open() < connections && System.nanoTime() < deadline) {
            pause();
        }
    }

    /** How many of those connections were answered 2xx and are open. */
    public int idleOpen() {
        return idle.open();
    }

    public Counts counts() {
        return tally.counts(System.nanoTime());
    }

    /** Nanoseconds from the intended time to the answer, of the events accepted since the last call. */
    public Histogram latenciesSinceLastCall() {
        return tally.latenciesSinceLastCall();
    }

    /** The numbers of the events that were answered 2xx. */
    public BitSet accepted() {
        return onLoop(tally::copyOfAccepted);
    }

    private void follow(Pace next) {
        onLoop(() -> {
            pace.end();
            pace = next;
            for (EventClient client : clients) {
                if (client.isFree()) {
                    next.free(client);
                }
            }
            return true;
        });
    }

    void send(EventClient client, long intendedNanos) {
        client.send(tally.nextNumber(), intendedNanos);
    }

    void count(EventClient client, int status) {
        tally.answered(client.number(), status, System.nanoTime() - client.intendedNanos());
    }

    void countBroken(EventClient client) {
        if (client.isBusy()) {
            tally.broke();
        }
    }

    private void connect(int index) {
        clients[index] = connect(index, new Working());
    }

    /** A failure to connect is told like a connection that closed. */
    EventClient connect(int index, EventClient.Owner owner) {
        EventClient client = new EventClient(index, new EventRequest(port, index, dataBytes, started), owner);
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(client)
                .connect("127.0.0.1", port)
                .addListener((ChannelFutureListener) connected -> {
                    if (connected.isSuccess()) {
                        channels.add(connected.channel());
                    } else {
                        client.isLost();
                    }
                });
        return client;
    }

    private final class Working implements EventClient.Owner {

        @Override
        public void connected(EventClient client) {
            pace.free(client);
        }

        @Override
        public void answered(EventClient client, int status) {
            count(client, status);
            if (LoadTally.isSuccess(status)) {
                pace.free(client);
                return;
            }
            client.rests();
            later(() -> {
                client.wakes();
                if (client.isFree()) {
                    pace.free(client);
                }
            });
        }

        @Override
        public void closed(EventClient client) {
            countBroken(client);
            later(() -> connect(client.index()));
        }
    }

    private void later(Runnable task) {
        if (!closed) {
            loop.schedule(task, REST_MS, TimeUnit.MILLISECONDS);
        }
    }

    private <T> T onLoop(Callable<T> task) {
        try {
            return loop.submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Closes all connections and waits for the end of the loop. */
    @Override
    public void close() {
        closed = true;
        onLoop(() -> {
                    pace.end();
                    pace = PAUSED;
                    return channels.close();
                })
                .awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS);
        group.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS);
    }
}
