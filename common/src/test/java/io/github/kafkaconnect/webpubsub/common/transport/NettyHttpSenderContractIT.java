package io.github.kafkaconnect.webpubsub.common.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;

/** The real sender keeps the contract that the scripted one keeps. */
class NettyHttpSenderContractIT extends HttpSenderContract {
    private static final String SILENCE = "silence";
    private static final String HANG_UP = "hang up";

    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private final RawPeer peer = new RawPeer(this::play);
    private final EventLoops loops = new EventLoops("webpubsub-test-0", 1);
    private final NettyHttpSender sender = new NettyHttpSender(
            SenderSettings.to(peer.uri()).withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2)), loops);

    NettyHttpSenderContractIT() throws IOException {}

    @AfterEach
    void closeAll() throws IOException {
        sender.close();
        peer.close();
        loops.close();
    }

    private void play(RawPeer.Line line) throws IOException {
        while (!line.readRequest().isEmpty()) {
            String next = script.remove();
            if (next.equals(HANG_UP)) {
                return;
            }
            if (next.equals(SILENCE)) {
                line.awaitEnd();
                return;
            }
            line.write(next);
        }
    }

    @Override
    HttpSender sender() {
        return sender;
    }

    @Override
    void peerAnswers(int status, Map.Entry<String, String> header, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        script.add(RawPeer.lines(
                "HTTP/1.1 " + status + " Whatever",
                header.getKey() + ": " + header.getValue(),
                "Content-Length: " + length,
                "",
                body));
    }

    @Override
    void peerHangsUp() {
        script.add(HANG_UP);
    }

    @Override
    void peerStaysSilent() {
        script.add(SILENCE);
    }

    @Override
    void untilLate() {
        // Real time passes while the test waits for the end.
    }
}
