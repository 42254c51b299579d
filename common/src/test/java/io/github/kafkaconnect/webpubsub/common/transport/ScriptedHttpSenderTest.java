package io.github.kafkaconnect.webpubsub.common.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class ScriptedHttpSenderTest extends HttpSenderContract {
    private final ScriptedHttpSender sender = new ScriptedHttpSender();

    @Override
    HttpSender sender() {
        return sender;
    }

    @Override
    void peerAnswers(int status, Map.Entry<String, String> header, String body) {
        sender.answers(status, Map.ofEntries(header), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void peerHangsUp() {
        sender.hangsUp();
    }

    @Override
    void peerStaysSilent() {
        // A request without a line in the script stays in flight.
    }

    @Override
    void untilLate() {
        sender.letTimeRunOut();
    }
}
