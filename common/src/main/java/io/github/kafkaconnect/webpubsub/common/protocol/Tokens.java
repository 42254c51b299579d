package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.ArrayList;
import java.util.List;

/** Splits a header line at commas and blanks, as the service and its libraries write lists. */
final class Tokens {
    private Tokens() {}

    static List<String> split(String line) {
        List<String> tokens = new ArrayList<>(2);
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean separator = i == line.length() || ", \t".indexOf(line.charAt(i)) >= 0;
            if (!separator && start < 0) {
                start = i;
            } else if (separator && start >= 0) {
                tokens.add(line.substring(start, i));
                start = -1;
            }
        }
        return tokens;
    }
}
