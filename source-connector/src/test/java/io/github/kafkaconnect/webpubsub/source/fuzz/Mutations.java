package io.github.kafkaconnect.webpubsub.source.fuzz;

import java.util.List;
import java.util.Random;

/** Turns valid conversations into those that nobody means; each follows from its seed. */
final class Mutations {
    private static final int RANDOM_MAX = 400;
    private static final List<String> PIECES = List.of(
            "\0",
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ",",
            ";",
            "\u007f",
            "\u00e9",
            "%00",
            "%",
            "-",
            "+",
            "0x",
            "0\r\n\r\n",
            "chunked",
            "HTTP/1.0",
            "http://x",
            "..//",
            "?",
            "#",
            "a".repeat(5_000));
    private static final List<String> LINES = List.of(
            "Content-Length: 0\r\n",
            "Content-Length: 3\r\n",
            "Content-Length: 99999999999999999999\r\n",
            "Content-Length: -1\r\n",
            "Content-Length : 2\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding:\u000bchunked\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            " folded\r\n",
            ": no name\r\n",
            "Host: y\r\n",
            "Expect: 100-continue\r\n",
            "Connection: close\r\n",
            "Connection: upgrade\r\nUpgrade: websocket\r\n",
            "ce-hub: other\r\n",
            "ce-connectionId: other\r\n",
            "GET / HTTP/1.1\r\n",
            "\r\n",
            "\n",
            "\r");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** @param connectionId of all events in it */
    String next(String connectionId) {
        if (random.nextInt(20) == 0) {
            return randomBytes(1 + random.nextInt(RANDOM_MAX));
        }
        StringBuilder text = new StringBuilder(conversation(connectionId));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            change(text);
        }
        return text.toString();
    }

    private String conversation(String connectionId) {
        String hidden = Texts.event(connectionId, "hidden", "hidden");
        return switch (random.nextInt(6)) {
            case 0 -> Texts.event(connectionId, "1", "hello");
            case 1 -> Texts.chunkedEvent(connectionId, "1", "hello");
            case 2 -> Texts.event(connectionId, "1", hidden);
            case 3 -> Texts.chunkedEvent(connectionId, "1", hidden + hidden);
            case 4 -> Texts.event(connectionId, "1", "one") + Texts.chunkedEvent(connectionId, "2", "two");
            default -> Texts.head(connectionId, "1") + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi";
        };
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(16));
        switch (random.nextInt(10)) {
            case 0 -> text.setCharAt(at, (char) random.nextInt(256));
            case 1 -> text.delete(at, to);
            case 2 -> text.insert(at, pick(PIECES));
            case 3, 4 -> text.insert(lineStart(text, at), pick(LINES));
            case 5 -> text.insert(at, text.substring(at, to));
            case 6 -> text.delete(lineStart(text, at), at);
            case 7 -> text.insert(lineStart(text, at), text.substring(lineStart(text, at), at));
            case 8 -> text.setLength(at);
            default -> changeNumber(text, at);
        }
    }

    private static int lineStart(StringBuilder text, int at) {
        return text.lastIndexOf("\n", at - 1) + 1;
    }

    /** The next digit becomes another one: lengths, versions, time stamps. */
    private void changeNumber(StringBuilder text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (Character.isDigit(text.charAt(at))) {
                text.setCharAt(at, (char) ('0' + random.nextInt(10)));
                return;
            }
        }
    }

    private String randomBytes(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(256));
        }
        return text.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
