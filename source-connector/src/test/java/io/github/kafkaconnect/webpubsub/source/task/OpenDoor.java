package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverSettings;
import io.github.kafkaconnect.webpubsub.source.config.SourceConfig;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/** A task's door on a real port, with a Connect that writes every record at once and remembers it. */
public final class OpenDoor implements AutoCloseable {
    private final EventLoops loops = new EventLoops("webpubsub-test-door", 1);
    private final Map<String, List<Taken>> takenByConnection = new ConcurrentHashMap<>();
    private final InetSocketAddress address;
    private final RunningSource source;
    private final Thread connect;
    private volatile boolean closing;

    /**
     * A record that reached Kafka.
     *
     * @param body each byte as a character
     */
    public record Taken(String connectionId, String id, String body) {}

    private OpenDoor(UnaryOperator<ReceiverSettings> limits, String... more) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), TaskUnderTest.freePort());
        ReceiverSettings settings = limits.apply(ReceiverSettings.at(address));
        SourceConfig config = SourceConfig.parse(TaskUnderTest.properties(address.getPort(), more));
        this.source = new SourceAssembly(config, new ListenerRegistry(), System::nanoTime)
                .start(
                        new ListenerSpec(
                                config.door().address().toString(),
                                settings,
                                handler -> NettyHttpReceiver.listen(settings, loops, handler)),
                        null);
        this.connect = new Thread(this::connect, "connect-in-test");
        connect.start();
    }

    /** @param limits changes the usual ones, time-outs above all */
    public static OpenDoor open(UnaryOperator<ReceiverSettings> limits, String... more) {
        return new OpenDoor(limits, more);
    }

    public InetSocketAddress address() {
        return address;
    }

    /** What reached Kafka so far from one connection of the service, in its order. */
    public List<Taken> taken(String connectionId) {
        return List.copyOf(takenByConnection.getOrDefault(connectionId, List.of()));
    }

    /** The connections of the service from which something reached Kafka. */
    public Set<String> connectionIds() {
        return Set.copyOf(takenByConnection.keySet());
    }

    private void connect() {
        while (!closing) {
            for (SourceRecord polled : source.poll()) {
                Taken one = read(polled);
                takenByConnection
                        .computeIfAbsent(one.connectionId(), id -> new CopyOnWriteArrayList<>())
                        .add(one);
                source.pipeline().committed(polled, SourcePipeline.Acknowledged.BY_KAFKA);
            }
        }
    }

    private static Taken read(SourceRecord written) {
        Header id = written.headers().lastWithName("ce_id");
        return new Taken(
                String.valueOf(written.key()),
                String.valueOf(id == null ? null : id.value()),
                new String((byte[]) written.value(), ISO_8859_1));
    }

    @Override
    public void close() {
        closing = true;
        try {
            connect.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        source.stop();
        loops.close();
    }
}
