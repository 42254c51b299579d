package io.github.kafkaconnect.webpubsub.emulator.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of {@code urlTemplate}: what may be replaced, where, and with what. */
final class UrlTemplate {
    private static final Pattern PARAMETER = Pattern.compile("\\{(hub|event)}", Pattern.CASE_INSENSITIVE);
    private static final Pattern AUTHORITY = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)");

    private UrlTemplate() {}

    static void check(String template) {
        Matcher authority = AUTHORITY.matcher(template);
        if (!authority.find()) {
            throw invalid(template, "it is no absolute URL");
        }
        if (authority.group(1).contains("{")) {
            throw invalid(template, "a parameter is not allowed in the host");
        }
        if (template.contains("{@")) {
            throw invalid(template, "Key Vault references are not emulated, write the secret itself");
        }
        URI url;
        try {
            url = expand(template, "hub", "event");
        } catch (IllegalArgumentException malformed) {
            throw invalid(template, "only {hub} and {event} are replaced, everything else must be percent-encoded");
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw invalid(template, "only http and https are emulated, not " + url.getScheme());
        }
        if (url.getHost() == null) {
            throw invalid(template, "it names no host");
        }
    }

    static URI expand(String template, String hub, String event) {
        String expanded = PARAMETER
                .matcher(template)
                .replaceAll(parameter ->
                        Matcher.quoteReplacement(encode(parameter.group(1).equalsIgnoreCase("hub") ? hub : event)));
        return URI.create(expanded);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static IllegalArgumentException invalid(String template, String problem) {
        return new IllegalArgumentException("urlTemplate '" + template + "': " + problem);
    }
}
