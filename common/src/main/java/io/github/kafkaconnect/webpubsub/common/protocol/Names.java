package io.github.kafkaconnect.webpubsub.common.protocol;

/** What all names that travel in a URL's path have in common. */
final class Names {
    private Names() {}

    /**
     * Refuses what cannot be one segment of a path: nothing, a text that is not Unicode, and the dot segments. A dot segment would be
     * resolved on its way ({@code groups/../:send} is {@code :send}): a message for one group would reach everybody.
     */
    static String segment(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(what + " '" + name + "' cannot be addressed: URLs resolve dot segments");
        }
        if (!isWellFormed(name)) {
            throw new IllegalArgumentException(what + " holds half a surrogate pair, which is not Unicode text");
        }
        return name;
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
