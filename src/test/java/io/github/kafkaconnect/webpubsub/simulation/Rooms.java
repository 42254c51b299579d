package io.github.kafkaconnect.webpubsub.simulation;

/** The groups that records are sent to, and the keys of records. Their names hold no digit, as numbers in payloads mean records. */
final class Rooms {
    private static final String[] NAMES = new String[Plan.MOST_KEYS];
    private static final String BEFORE_NAME = " target=chat/group/";

    static {
        for (int i = 0; i < NAMES.length; i++) {
            NAMES[i] = String.valueOf((char) ('a' + i));
        }
    }

    private Rooms() {}

    static String name(int room) {
        return NAMES[room];
    }

    /** -1 where the whole hub is meant. */
    static int number(String name) {
        return name.isEmpty() ? -1 : name.charAt(0) - 'a';
    }

    /** The target that a failure names, -1 for none or the whole hub. */
    static int ofFailure(String message) {
        int at = message.indexOf(BEFORE_NAME);
        return at < 0 ? -1 : message.charAt(at + BEFORE_NAME.length()) - 'a';
    }
}
