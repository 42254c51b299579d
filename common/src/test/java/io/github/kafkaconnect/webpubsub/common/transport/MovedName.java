package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends to a name, moves the name, and goes on sending for as long as the JVM may remember the old address and the connection may live.
 * Two servers at two addresses answer with different statuses. At last the name has two addresses, of which one is dead. The argument is
 * the file that names the hosts.
 */
final class MovedName {
    private static final String NAME = "moved.test";
    private static final int TRIES = 50;

    private MovedName() {}

    static String at(String address) {
        return address + " " + NAME + System.lineSeparator();
    }

    public static void main(String[] args) throws Exception {
        Security.setProperty("networkaddress.cache.ttl", "1");
        try (EventLoops loops = new EventLoops("webpubsub-moved", 1)) {
            HttpReceiver before = answering("127.0.0.1", 0, 201, loops);
            int port = before.address().getPort();
            HttpReceiver after = answering("127.0.0.2", port, 202, loops);
            SenderSettings settings = SenderSettings.to(URI.create("http://" + NAME + ":" + port))
                    .withLifetimes(Duration.ofSeconds(10), Duration.ofMillis(300));
            try (NettyHttpSender sender = new NettyHttpSender(settings, loops)) {
                System.out.println("before=" + status(sender));
                Files.writeString(Path.of(args[0]), at("127.0.0.2"));
                System.out.println("after=" + await(202, sender));
                Files.writeString(Path.of(args[0]), at("127.0.0.1"));
                System.out.println("back=" + await(201, sender));
                // At the first of the two nobody listens.
                Files.writeString(Path.of(args[0]), at("127.0.0.3") + at("127.0.0.2"));
                System.out.println("either=" + await(202, sender));
            } finally {
                before.close();
                after.close();
            }
        }
    }

    private static HttpReceiver answering(String address, int port, int status, EventLoops loops) throws IOException {
        InetSocketAddress at = new InetSocketAddress(InetAddress.getByName(address), port);
        HttpReply reply = HttpReply.of(status);
        return NettyHttpReceiver.listen(ReceiverSettings.at(at), loops, (request, pending) -> pending.send(reply));
    }

    private static int await(int wanted, NettyHttpSender sender) throws Exception {
        int status = 0;
        for (int i = 0; i < TRIES && status != wanted; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            try {
                status = status(sender);
            } catch (ExecutionException unreachable) {
                status = 0;
            }
        }
        return status;
    }

    private static int status(NettyHttpSender sender) throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        sender.send(new HttpRequest("POST", "/", List.of(), new byte[0]), new HttpSender.Exchange() {
            @Override
            public void answered(HttpAnswer answer) {
                status.complete(answer.status());
            }

            @Override
            public void failed(Throwable cause) {
                status.completeExceptionally(cause);
            }
        });
        return status.get(10, TimeUnit.SECONDS);
    }
}
