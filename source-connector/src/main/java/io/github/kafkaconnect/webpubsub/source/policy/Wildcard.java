package io.github.kafkaconnect.webpubsub.source.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code *} stands for any characters, also none; {@code \*} and {@code \\} stand for themselves. Each piece is looked for
 * once, from left to right, so a long value costs no more than reading it a few times.
 *
 * @param pieces what stands between the asterisks; one piece is an exact value
 */
record Wildcard(List<String> pieces) {
    Wildcard {
        pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException for nothing, or a backslash before anything else */
    static Wildcard parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("is empty; write {present: false} for a value that is not there");
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
                continue;
            }
            if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
                    throw new IllegalArgumentException("has a backslash that stands neither before * nor before \\");
                }
            }
            piece.append(text.charAt(i));
        }
        pieces.add(piece.toString());
        return new Wildcard(pieces);
    }

    boolean matches(String value) {
        String first = pieces.get(0);
        if (pieces.size() == 1) {
            return value.equals(first);
        }
        String last = pieces.get(pieces.size() - 1);
        int at = first.length();
        int end = value.length() - last.length();
        if (end < at || !value.startsWith(first) || !value.endsWith(last)) {
            return false;
        }
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = value.indexOf(piece, at);
            at = found + piece.length();
            if (found < 0 || at > end) {
                return false;
            }
        }
        return true;
    }
}
