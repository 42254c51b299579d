package io.github.kafkaconnect.webpubsub.source.fuzz;

import io.github.kafkaconnect.webpubsub.source.task.OpenDoor.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stream of bytes says, read by the letter of RFC 9112 and up to the first thing that breaks it. The door may take less than this,
 * never more. Written apart from the door's own parser, so that the two can disagree.
 */
final class StrictReading {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    /** One blank, says the standard, and lets a server be as lenient as Netty is; small letters in HTTP are Netty's own leniency. */
    private static final String GAP = "[ \t\u000b\f\r]+";

    private static final Pattern REQUEST_LINE =
            Pattern.compile("(" + TOKEN + ")" + GAP + "([!-~\u0080-\u00ff]+)" + GAP + "(?i:HTTP)/1\\.([01])");
    private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):([\t -~\u0080-\u00ff]*+)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CLOSE = Pattern.compile("(?is)(.*,)?\\s*close\\s*(,.*)?");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[ \t]*(;[\t -~\u0080-\u00ff]*)?");

    private final String text;
    private final List<Request> requests = new ArrayList<>();
    private int at;

    /** A complete request; header names in lower case, values of the same name together. */
    record Request(String method, String target, Map<String, List<String>> headers, String body) {
        String first(String name) {
            List<String> values = headers.getOrDefault(name, List.of());
            return values.isEmpty() ? "" : values.get(0);
        }

        boolean isEvent() {
            String path = target.replaceFirst("\\?.*", "");
            return method.equals("POST")
                    && (path.equals("/eventhandler") || path.startsWith("/eventhandler/"))
                    && first("ce-hub").equalsIgnoreCase("chat")
                    && Texts.SIGNATURE.isValid(
                            first("ce-connectionid"), headers.getOrDefault("ce-signature", List.of()));
        }

        Taken asTaken() {
            return new Taken(first("ce-connectionid"), first("ce-id"), body);
        }
    }

    private StrictReading(String text) {
        this.text = text;
    }

    static List<Request> of(String text) {
        StrictReading reading = new StrictReading(text);
        reading.readAll();
        return reading.requests;
    }

    /** The events in a stream, in order. */
    static List<Taken> eventsIn(String text) {
        return of(text).stream().filter(Request::isEvent).map(Request::asTaken).toList();
    }

    private void readAll() {
        try {
            while (at < text.length() && readOne()) {
                // One after the other.
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            // What comes after an error means nothing.
            at = text.length();
        }
    }

    private boolean readOne() {
        // The standard lets a server pass over empty lines here; Netty passes over blanks and control characters as
        // well.
        while (at < text.length() && (text.charAt(at) <= ' ' || Character.isISOControl(text.charAt(at)))) {
            at++;
        }
        if (at == text.length()) {
            return false;
        }
        Matcher line = match(REQUEST_LINE);
        boolean modern = line.group(3).equals("1");
        Map<String, List<String>> headers = readHeaders();
        List<String> hosts = headers.getOrDefault("host", List.of());
        require(modern ? hosts.size() == 1 : hosts.size() <= 1);
        String body = readBody(headers, modern);
        requests.add(new Request(line.group(1), line.group(2), headers, body));
        return modern
                && !CLOSE.matcher(String.join(",", headers.getOrDefault("connection", List.of())))
                        .matches();
    }

    private Map<String, List<String>> readHeaders() {
        Map<String, List<String>> headers = new TreeMap<>();
        while (!text.startsWith("\r\n", at)) {
            Matcher header = match(HEADER);
            StringBuilder value = new StringBuilder(header.group(2).strip());
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                value.append(' ').append(lineOf(HEADER, "x:" + line()).group(2).strip());
            }
            headers.computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(value.toString().strip());
        }
        at += 2;
        return headers;
    }

    private String readBody(Map<String, List<String>> headers, boolean modern) {
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (!codings.isEmpty()) {
            require(modern && lengths.isEmpty() && codings.size() == 1);
            require(codings.get(0).equalsIgnoreCase("chunked"));
            return readChunks();
        }
        if (lengths.isEmpty()) {
            return "";
        }
        require(lengths.size() == 1 && LENGTH.matcher(lengths.get(0)).matches());
        return take(Integer.parseInt(lengths.get(0)));
    }

    private String readChunks() {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(match(CHUNK).group(1), 16);
            if (size == 0) {
                readHeaders();
                return body.toString();
            }
            body.append(take(size));
            require(take(2).equals("\r\n"));
        }
    }

    private Matcher match(Pattern pattern) {
        return lineOf(pattern, line());
    }

    private static Matcher lineOf(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        require(matcher.matches());
        return matcher;
    }

    private String line() {
        int end = text.indexOf("\r\n", at);
        String line = text.substring(at, end);
        at = end + 2;
        return line;
    }

    private String take(int length) {
        String taken = text.substring(at, at + length);
        at += length;
        return taken;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
