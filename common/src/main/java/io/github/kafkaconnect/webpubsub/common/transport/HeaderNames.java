package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.util.AsciiString;
import java.util.Locale;

/**
 * Lower-case names of headers. Those that come with every event are known beforehand: the decoder has their hash, whatever their case, so
 * they are found without a new string, and whoever looks them up later finds their own hash in them.
 */
final class HeaderNames {
    private static final String[] COMMON = {
        "accept",
        "accept-encoding",
        "authorization",
        "ce-awpsversion",
        "ce-connectionid",
        "ce-connectionstate",
        "ce-eventname",
        "ce-hub",
        "ce-id",
        "ce-namespace",
        "ce-physicalconnectionid",
        "ce-sessionid",
        "ce-signature",
        "ce-socketid",
        "ce-source",
        "ce-specversion",
        "ce-subprotocol",
        "ce-time",
        "ce-type",
        "ce-userid",
        "connection",
        "content-length",
        "content-type",
        "host",
        "traceparent",
        "user-agent",
        "webhook-request-origin",
        "x-forwarded-for",
        "x-forwarded-proto"
    };
    /** A power of two, a few times their number: most are found where they are first looked for. */
    private static final int PLACES = 128;

    private static final AsciiString[] KEYS = new AsciiString[PLACES];
    private static final String[] NAMES = new String[PLACES];

    static {
        for (String name : COMMON) {
            AsciiString key = AsciiString.cached(name);
            int place = place(key);
            while (KEYS[place] != null) {
                place = next(place);
            }
            KEYS[place] = key;
            NAMES[place] = name;
        }
    }

    private HeaderNames() {}

    static String lowerCase(CharSequence name) {
        for (int place = place(name); KEYS[place] != null; place = next(place)) {
            if (AsciiString.contentEqualsIgnoreCase(KEYS[place], name)) {
                return NAMES[place];
            }
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** The hash of {@link AsciiString} does not tell the cases apart. */
    private static int place(CharSequence name) {
        return AsciiString.hashCode(name) & (PLACES - 1);
    }

    private static int next(int place) {
        return (place + 1) & (PLACES - 1);
    }
}
