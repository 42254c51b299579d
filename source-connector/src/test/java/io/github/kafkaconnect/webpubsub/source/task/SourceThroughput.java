package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Measures events per second through socket, checks, mapping, hand-off and answer on one machine, with Connect played by a loop that
 * polls and another thread that acknowledges. Arguments: seconds, connections per client thread.
 */
final class SourceThroughput {
    private static final int CLIENT_THREADS = 2;
    private static final String BODY = "x".repeat(200);

    private SourceThroughput() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        int connections = Integer.parseInt(arguments[1]);
        TaskUnderTest task = TaskUnderTest.start();
        LinkedBlockingQueue<List<SourceRecord>> sent = new LinkedBlockingQueue<>();
        start(() -> {
            while (true) {
                List<SourceRecord> records = task.poll();
                if (!records.isEmpty()) {
                    sent.add(records);
                }
            }
        });
        start(() -> {
            while (true) {
                sent.take().forEach(task::acknowledge);
            }
        });
        LongAdder answered = new LongAdder();
        LongAdder others = new LongAdder();
        for (int thread = 0; thread < CLIENT_THREADS; thread++) {
            int number = thread;
            start(() -> post(task.port(), number, connections, answered, others));
        }
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (int second = 1; second <= seconds; second++) {
            long before = answered.sum();
            long cpuBefore = process.getProcessCpuTime();
            Thread.sleep(1_000);
            long events = answered.sum() - before;
            // Processor time per event, the client's included, says more than the rate when others use the machine too.
            System.out.printf(
                    "second %d: %d events/s, %d us of processor each, other answers %d%n",
                    second,
                    events,
                    (process.getProcessCpuTime() - cpuBefore) / 1_000 / Math.max(1, events),
                    others.sum());
        }
        System.exit(0);
    }

    private static void post(int port, int number, int connections, LongAdder answered, LongAdder others)
            throws IOException {
        List<InputStream> inputs = new ArrayList<>();
        List<OutputStream> outputs = new ArrayList<>();
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            inputs.add(new BufferedInputStream(socket.getInputStream()));
            outputs.add(socket.getOutputStream());
            StringBuilder head = new StringBuilder("POST /eventhandler HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            for (Map.Entry<String, String> header :
                    TaskUnderTest.message("con-" + number + "-" + i, "").entrySet()) {
                if (!header.getKey().equals("ce-id")) {
                    head.append(header.getKey())
                            .append(": ")
                            .append(header.getValue())
                            .append("\r\n");
                }
            }
            heads.add(head.append("Content-Length: ")
                    .append(BODY.length())
                    .append("\r\nce-id: ")
                    .toString());
        }
        byte[] answer = new byte[4_096];
        for (long id = 1; ; id++) {
            for (int i = 0; i < connections; i++) {
                outputs.get(i).write((heads.get(i) + id + "\r\n\r\n" + BODY).getBytes(US_ASCII));
            }
            for (InputStream input : inputs) {
                (isNoContent(input, answer) ? answered : others).increment();
            }
        }
    }

    /** Answers without body end with an empty line. */
    private static boolean isNoContent(InputStream input, byte[] answer) throws IOException {
        int length = 0;
        int matched = 0;
        while (matched < 4) {
            int c = input.read();
            answer[length++] = (byte) c;
            matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : (c == '\r' ? 1 : 0);
        }
        return answer[9] == '2' && answer[10] == '0' && answer[11] == '4';
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
