package io.github.kafkaconnect.webpubsub.source.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of the door.
 *
 * @param last whether it announces the end of the connection
 */
record Answer(int status, boolean last) {
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 ([0-9]{3}) [A-Za-z -]+\r\n((?:[A-Za-z-]+: [^\r\n]*\r\n)*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: ([0-9]+)\r\n");
    private static final Set<Integer> WITHOUT_BODY = Set.of(100, 204);

    /** All answers of a conversation; fails unless they are complete and nothing is between or after them. */
    static List<Answer> all(String text) {
        List<Answer> answers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Matcher head = HEAD.matcher(text).region(at, text.length());
            if (!head.lookingAt()) {
                throw new AssertionError("not an answer of HTTP at " + at + ": " + text);
            }
            int status = Integer.parseInt(head.group(1));
            at = head.end() + (WITHOUT_BODY.contains(status) ? 0 : length(head.group(2)));
            if (at > text.length()) {
                throw new AssertionError("an answer is cut off: " + text);
            }
            answers.add(new Answer(status, head.group(2).contains("connection: close\r\n")));
        }
        return answers;
    }

    private static int length(String headers) {
        Matcher length = LENGTH.matcher(headers);
        if (!length.find()) {
            throw new AssertionError("an answer without a length: " + headers);
        }
        return Integer.parseInt(length.group(1));
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }
}
