package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a message carries besides its payload; subprotocol clients see it. Names are lower-cased by the service. Headers {@code
 * X-WebPubSub-Metadata-<name>}, as the service team's emulator takes them; the API description does not have them.
 *
 * @param values by name, in the order of names
 */
public record Metadata(Map<String, String> values) {
    public static final Metadata NONE = new Metadata(Map.of());

    private static final int NAME_MAX = 256;
    static final int VALUE_MAX = 1_024;
    private static final int TOTAL_MAX = 8_192;
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** @throws IllegalArgumentException naming the limit that is exceeded, never a value */
    public Metadata {
        values = new TreeMap<>(values);
        int total = 0;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            checkName(entry.getKey());
            if (!isValue(entry.getValue())) {
                throw new IllegalArgumentException("metadata " + entry.getKey() + " is not printable ASCII of at most "
                        + VALUE_MAX + " characters");
            }
            total += entry.getKey().length() + entry.getValue().length();
        }
        if (total > TOTAL_MAX) {
            throw new IllegalArgumentException("metadata has " + total + " bytes, the service takes " + TOTAL_MAX);
        }
    }

    /** @throws IllegalArgumentException unless it can be part of a header's name */
    public static void checkName(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a name of metadata is 1 to " + NAME_MAX + " letters, digits and the marks " + TOKEN_MARKS);
        }
    }

    /** Whether it can be part of a header's name. */
    static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= NAME_MAX && name.chars().allMatch(Metadata::isTokenPart);
    }

    /** Whether the service would take it. */
    public static boolean isValue(String text) {
        return text.length() <= VALUE_MAX && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static boolean isTokenPart(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }
}
