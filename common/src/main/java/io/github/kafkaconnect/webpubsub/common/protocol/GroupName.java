package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * A group's name: 1 to 1024 UTF-16 characters on one line, not only white space; upper and lower case differ (data-plane
 * specification, pattern {@code ^(?!\s+$).+$}).
 */
public record GroupName(String value) {
    public GroupName {
        Names.segment("group", value);
        if (value.length() > ServiceLimits.GROUP_MAX_CHARS) {
            throw new IllegalArgumentException(
                    "group has " + value.length() + " characters, but may have " + ServiceLimits.GROUP_MAX_CHARS);
        }
        if (isBlank(value)) {
            throw new IllegalArgumentException("group is only white space");
        }
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("group has a line break");
        }
    }

    private static boolean isBlank(String value) {
        int i = 0;
        while (i < value.length() && isWhite(value.charAt(i))) {
            i++;
        }
        return i == value.length();
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    @Override
    public String toString() {
        return value;
    }
}
