package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * A measurement, not a test: sends per second between our own sender and receiver over loopback, a closed loop with a fixed number of
 * requests in flight, each as large as a typical send. Run {@code main}; arguments: requests in flight, seconds, runs.
 */
final class TransportSpeed {
    private static final int BODY_BYTES = 200;
    private static final int TOKEN_CHARS = 330;
    private static final int SAMPLES = 4_000_000;

    private final NettyHttpSender sender;
    private final HttpRequest request = new HttpRequest(
            "POST",
            "/api/hubs/chat/groups/room1/:send?api-version=2024-12-01",
            List.of(
                    Map.entry("Content-Type", "text/plain"),
                    Map.entry("User-Agent", "webpubsub-connect/0.1.0"),
                    Map.entry("Authorization", "Bearer " + "a".repeat(TOKEN_CHARS))),
            "x".repeat(BODY_BYTES).getBytes(US_ASCII));
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final LongAdder failures = new LongAdder();
    private final int[] micros = new int[SAMPLES];
    private int samples;

    private TransportSpeed(NettyHttpSender sender) {
        this.sender = sender;
    }

    public static void main(String[] args) throws InterruptedException {
        int inFlight = args.length > 0 ? Integer.parseInt(args[0]) : 256;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int runs = args.length > 2 ? Integer.parseInt(args[2]) : 4;
        try (EventLoops serverLoops = new EventLoops("webpubsub-speed-server", 1);
                EventLoops clientLoops = new EventLoops("webpubsub-speed-client", 1)) {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpReply accepted = HttpReply.of(202);
            HttpReceiver receiver = NettyHttpReceiver.listen(
                    ReceiverSettings.at(any), serverLoops, (received, reply) -> reply.send(accepted));
            URI uri = URI.create("http://127.0.0.1:" + receiver.address().getPort());
            NettyHttpSender sender =
                    new NettyHttpSender(SenderSettings.to(uri).withPool(inFlight, inFlight), clientLoops);
            for (int run = 0; run < runs; run++) {
                new TransportSpeed(sender).run(inFlight, seconds);
            }
            sender.close();
            receiver.close();
        }
    }

    private void run(int inFlight, int seconds) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(inFlight);
        long clientCpu = cpuNanos("webpubsub-speed-client-io");
        long serverCpu = cpuNanos("webpubsub-speed-server-io");
        long start = System.nanoTime();
        for (int i = 0; i < inFlight; i++) {
            new Loop(ended).next();
        }
        TimeUnit.SECONDS.sleep(seconds);
        running.set(false);
        ended.await();
        double elapsed = (System.nanoTime() - start) / 1e9;
        double clientMicros = (cpuNanos("webpubsub-speed-client-io") - clientCpu) / 1e3 / samples;
        double serverMicros = (cpuNanos("webpubsub-speed-server-io") - serverCpu) / 1e3 / samples;
        int kept = Math.min(samples, SAMPLES);
        Arrays.sort(micros, 0, kept);
        System.out.printf(
                Locale.ROOT,
                "in flight %d: %,.0f sends/s, p50 %.2f ms, p99 %.2f ms, CPU per send %.1f us client, %.1f us server, failures"
                        + " %d%n",
                inFlight,
                samples / elapsed,
                micros[kept / 2] / 1e3,
                micros[(int) (kept * 0.99)] / 1e3,
                clientMicros,
                serverMicros,
                failures.sum());
    }

    /** What a thread has used: comparable on a busy machine too, where sends per second are not. */
    private static long cpuNanos(String threadPrefix) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(threadPrefix)) {
                sum += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return sum;
    }

    /** Sends the next request when the last one was answered; runs on the sender's only thread. */
    private final class Loop implements HttpSender.Exchange {
        private final CountDownLatch ended;
        private long sentNanos;

        Loop(CountDownLatch ended) {
            this.ended = ended;
        }

        void next() {
            sentNanos = System.nanoTime();
            sender.send(request, this);
        }

        @Override
        public void answered(HttpAnswer answer) {
            if (samples < SAMPLES) {
                micros[samples] = (int) ((System.nanoTime() - sentNanos) / 1_000);
            }
            samples++;
            if (running.get()) {
                next();
            } else {
                ended.countDown();
            }
        }

        @Override
        public void failed(Throwable cause) {
            failures.increment();
            ended.countDown();
        }
    }
}
