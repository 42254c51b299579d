package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.DotNames;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a front end before the service may do to segments of dots; escaped dots count as dots. */
final class DotSegments {
    private static final Pattern ESCAPED_DOT = Pattern.compile("%2[eE]");
    private static final Pattern DOTS_AT_THE_END = Pattern.compile("(?:\\.|%2[eE])+$");

    private DotSegments() {}

    static List<String> treated(List<String> segments, DotNames mode) {
        if (mode == DotNames.KEPT) {
            return segments;
        }
        List<String> left = new ArrayList<>(segments.size());
        for (String segment : segments) {
            String plain = ESCAPED_DOT.matcher(segment).replaceAll(".");
            if (plain.equals("..")) {
                if (!left.isEmpty()) {
                    left.remove(left.size() - 1);
                }
            } else if (!plain.equals(".")) {
                left.add(
                        mode == DotNames.TRIMMED
                                ? DOTS_AT_THE_END.matcher(segment).replaceAll("")
                                : segment);
            }
        }
        return left;
    }
}
