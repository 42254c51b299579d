package io.github.kafkaconnect.webpubsub.stack.page;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.stack.ClientTokens;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/**
 * The page as a process. System properties, all required: {@code page.port}, {@code page.kafka} (bootstrap servers),
 * {@code page.topic}, {@code page.hub}, {@code page.connection.string}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ConnectionString service = ConnectionString.parse(property("page.connection.string"));
        ClientTokens tokens = new ClientTokens(service, property("page.hub"), Clock.systemUTC());
        Subscribers subscribers = new Subscribers();
        TopicTail tail = new TopicTail(property("page.kafka"), property("page.topic"), subscribers);
        CounterFeed counters = new CounterFeed(service.endpoint().toString(), tail, subscribers);
        PageServer server = new PageServer(Integer.parseInt(property("page.port")), tokens, subscribers);
        tail.start();
        counters.start();
        server.start();
        System.out.println("READY " + server.url());
        new CountDownLatch(1).await();
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), () -> "-D" + name + " is missing");
    }
}
