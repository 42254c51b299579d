package io.github.kafkaconnect.webpubsub.source.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import io.github.kafkaconnect.webpubsub.source.task.TaskUnderTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests as text; a character is a byte. */
final class Texts {
    static final EventSignature SIGNATURE = new EventSignature(List.of(TaskUnderTest.KEY));
    static final String POST = "POST /eventhandler HTTP/1.1\r\n";

    /** Ends every conversation: whatever came before, the door answers this and closes, unless it took it for something else. */
    static final String GOODBYE = String.join(
            "\r\n",
            "OPTIONS /eventhandler HTTP/1.1",
            "Host: x",
            "WebHook-Request-Origin: 127.0.0.1",
            "Connection: close",
            "",
            "");

    private Texts() {}

    /** A message as the service sends it. */
    static String event(String connectionId, String id, String body) {
        return head(connectionId, id) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** The same with a body in two chunks. */
    static String chunkedEvent(String connectionId, String id, String body) {
        int half = body.length() / 2;
        return head(connectionId, id) + "Transfer-Encoding: chunked\r\n\r\n" + chunk(body.substring(0, half))
                + chunk(body.substring(half)) + "0\r\n\r\n";
    }

    /** First line and headers of a message, without a length and without the blank line. */
    static String head(String connectionId, String id) {
        StringBuilder text = new StringBuilder(POST).append("Host: 127.0.0.1\r\n");
        Map<String, String> headers = new TreeMap<>(TaskUnderTest.message(connectionId, id));
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.toString();
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.getBytes(UTF_8).length) + "\r\n" + data + "\r\n";
    }
}
