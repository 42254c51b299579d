package io.github.kafkaconnect.webpubsub.emulator.rest;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Escapes that a URL can do without: those of unreserved characters and of {@code !'()*}. */
final class NeedlessEscapes {
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final String SAFE = "-._~!'()*";

    private NeedlessEscapes() {}

    /** Takes them out and writes the others in upper case. */
    static String decoded(String url) {
        return ESCAPE.matcher(url).replaceAll(NeedlessEscapes::replacement);
    }

    private static String replacement(MatchResult escape) {
        char decoded = (char) Integer.parseInt(escape.group(1), 16);
        boolean needless = decoded < 0x80 && (Character.isLetterOrDigit(decoded) || SAFE.indexOf(decoded) >= 0);
        return Matcher.quoteReplacement(
                needless ? String.valueOf(decoded) : escape.group().toUpperCase(Locale.ROOT));
    }
}
