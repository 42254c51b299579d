package io.github.kafkaconnect.webpubsub.source.mapping;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The W3C trace context that a client gave with its message as metadata. It comes from a client, so only what has the standard's form
 * becomes the record's.
 */
final class TraceContext {
    private static final String METADATA = "x-webpubsub-metadata-";
    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    /** Ids of zeros alone are none. */
    private static final String IDS = "(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";
    /** Later versions than 00 may go on after it. */
    private static final Pattern PARENT_FORM =
            Pattern.compile("00-" + IDS + "|(?!00|ff)[0-9a-f]{2}-" + IDS + "(?:-[!-~]{0,200})?");

    private static final String KEY = "[a-z0-9][a-z0-9_\\-*/@]{0,255}";
    private static final String VALUE = "[ -+\\--<>-~]{0,255}[!-+\\--<>-~]";
    private static final Pattern MEMBER = Pattern.compile("[ \t]*(?:" + KEY + "=" + VALUE + ")?[ \t]*");
    private static final int MEMBERS_MAX = 32;
    /** What a vendor must at least pass on. */
    private static final int STATE_CHARS_MAX = 512;

    private TraceContext() {}

    /** @param given headers of the event, by lower-case name */
    static void addTo(HeaderList headers, Map<String, String> given) {
        String parent = given.getOrDefault(METADATA + PARENT, "").trim();
        if (!isParent(parent)) {
            return;
        }
        headers.add(PARENT, parent);
        String state = given.getOrDefault(METADATA + STATE, "").trim();
        if (isState(state)) {
            headers.add(STATE, state);
        }
    }

    static boolean isParent(String text) {
        return PARENT_FORM.matcher(text).matches();
    }

    static boolean isState(String text) {
        if (text.isEmpty() || text.length() > STATE_CHARS_MAX) {
            return false;
        }
        String[] members = text.split(",", -1);
        if (members.length > MEMBERS_MAX) {
            return false;
        }
        for (String member : members) {
            if (!MEMBER.matcher(member).matches()) {
                return false;
            }
        }
        return true;
    }
}
