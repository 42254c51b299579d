package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * A hub's name: a letter, then up to 127 of letters, digits and {@code _ ` , . [ ]} (data-plane specification). Two hubs are equal
 * when they differ in case only, because the service compares them so; the name travels as it was written.
 */
public final class Hub {
    private final String name;
    private final int hash;

    /** @throws IllegalArgumentException for a name that no hub may have */
    public Hub(String name) {
        String problem = problem(name);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        this.name = name;
        this.hash = hashOf(name);
    }

    public String name() {
        return name;
    }

    private static String problem(String name) {
        if (name.isEmpty() || name.length() > ServiceLimits.HUB_MAX_CHARS) {
            return "hub has " + name.length() + " characters, but needs 1 to " + ServiceLimits.HUB_MAX_CHARS;
        }
        if (!isLetter(name.charAt(0))) {
            return "hub does not start with a letter (A-Z, a-z)";
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isPart(name.charAt(i))) {
                return "hub has at position " + i + " a character other than A-Z a-z 0-9 _ ` , . [ ]";
            }
        }
        return "";
    }

    /** Whether a hub's name may have this character after its first. */
    public static boolean isPart(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || "_`,.[]".indexOf(c) >= 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Hub hub && hub.name.equalsIgnoreCase(name));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private static int hashOf(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            hash = 31 * hash + (c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
        }
        return hash;
    }

    @Override
    public String toString() {
        return name;
    }
}
