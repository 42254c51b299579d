package io.github.kafkaconnect.webpubsub.bench.peer;

import com.azure.core.http.rest.RequestOptions;
import com.azure.core.util.BinaryData;
import com.azure.messaging.webpubsub.WebPubSubServiceAsyncClient;
import com.azure.messaging.webpubsub.WebPubSubServiceClient;
import com.azure.messaging.webpubsub.WebPubSubServiceClientBuilder;
import com.azure.messaging.webpubsub.models.WebPubSubContentType;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;

/**
 * The official SDK with records from memory, without end: {@code sync} blocks one thread for each request in flight,
 * {@code async} keeps them in flight with {@code flatMap}. The SDK signs every request. Told by the system properties
 * {@code load.port}, {@code load.targets}, {@code load.inFlight} and {@code load.bytes}.
 */
public final class Sdk {

    private static final int TARGETS = Integer.getInteger("load.targets");
    private static final int IN_FLIGHT = Integer.getInteger("load.inFlight");
    private static final int BYTES = Integer.getInteger("load.bytes");

    private Sdk() {}

    public static void main(String[] args) throws InterruptedException {
        String connectionString = "Endpoint=http://localhost:" + Integer.getInteger("load.port") + ";AccessKey="
                + "k".repeat(44) + ";Version=1.0;";
        WebPubSubServiceClientBuilder builder = new WebPubSubServiceClientBuilder()
                .connectionString(connectionString)
                .hub("bench");
        if (args[0].equals("sync")) {
            synchronous(builder.buildClient());
        } else {
            asynchronous(builder.buildAsyncClient());
        }
    }

    private static void synchronous(WebPubSubServiceClient client) throws InterruptedException {
        AtomicLong numbers = new AtomicLong();
        for (int i = 0; i < IN_FLIGHT; i++) {
            new Thread(() -> {
                        try {
                            while (true) {
                                long number = numbers.getAndIncrement();
                                client.sendToGroupWithResponse(
                                        group(number), payload(number), WebPubSubContentType.TEXT_PLAIN, BYTES, null);
                            }
                        } catch (RuntimeException e) {
                            fail(e);
                        }
                    })
                    .start();
        }
        Thread.currentThread().join();
    }

    private static void asynchronous(WebPubSubServiceAsyncClient client) {
        try {
            Flux.<Long, Long>generate(() -> 0L, (number, sink) -> {
                        sink.next(number);
                        return number + 1;
                    })
                    .flatMap(
                            number -> client.sendToGroupWithResponse(
                                    group(number),
                                    payload(number),
                                    WebPubSubContentType.TEXT_PLAIN,
                                    BYTES,
                                    new RequestOptions()),
                            IN_FLIGHT)
                    .blockLast();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private static String group(long number) {
        return "t" + number % TARGETS;
    }

    /** The record's number in ten digits and its target's in seven, as the stub reads them. */
    private static BinaryData payload(long number) {
        byte[] payload = new byte[BYTES];
        Arrays.fill(payload, (byte) 'x');
        digits(payload, 0, 10, number);
        payload[10] = ' ';
        digits(payload, 11, 7, number % TARGETS);
        payload[18] = ' ';
        return BinaryData.fromBytes(payload);
    }

    private static void digits(byte[] out, int at, int count, long value) {
        long rest = value;
        for (int place = at + count - 1; place >= at; place--) {
            out[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static void fail(RuntimeException e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
