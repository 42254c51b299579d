package io.github.kafkaconnect.webpubsub.common.protocol;

/** What all names that travel in a URL's path have in common. */
final class Names {
    private Names() {}

    /**
     * Refuses what cannot be one segment of a path: nothing, a text that is not Unicode, and dot segments, also between slashes. A
     * dot segment may be resolved on its way, by a proxy even behind {@code %2F} ({@code groups/../:send} is {@code :send}): then a
     * message for one group reaches everybody, and names may come from anybody.
     */
    static String segment(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        if (hasDotSegment(name)) {
            throw new IllegalArgumentException(what
                    + " has . or .. between slashes or as a whole, which is resolved in URLs and changes the target");
        }
        if (!isWellFormed(name)) {
            throw new IllegalArgumentException(what + " holds half a surrogate pair, which is not Unicode text");
        }
        return name;
    }

    private static boolean hasDotSegment(String name) {
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '/' || name.charAt(i) == '\\') {
                boolean dots = i - start == 1 && name.charAt(start) == '.';
                if (dots || (i - start == 2 && name.startsWith("..", start))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    /** Whether the text survives UTF-8: every surrogate has its other half. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
