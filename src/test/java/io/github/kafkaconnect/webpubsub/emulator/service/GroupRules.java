package io.github.kafkaconnect.webpubsub.emulator.service;

/**
 * Which group names the service accepts: 1 to 1024 characters on one line, not all of them blank. The rest is unsettled.
 *
 * @param counting what the 1024 are counted in is unknown
 * @param blanks whether a name may have blanks among other characters is told in two ways
 * @param controls whether a name may have control characters is unknown
 */
public record GroupRules(Counting counting, Blanks blanks, Controls controls) {
    private static final int CHARS_MAX = 1024;

    public static final GroupRules DEFAULT = new GroupRules(Counting.UTF16_UNITS, Blanks.ACCEPTED, Controls.ACCEPTED);

    /** What counts as a character. */
    public enum Counting {
        UTF16_UNITS,
        CODE_POINTS
    }

    /** Names with a blank. */
    public enum Blanks {
        ACCEPTED,
        REFUSED
    }

    /** Names with a control character other than the line feed, which is always refused. */
    public enum Controls {
        ACCEPTED,
        REFUSED
    }

    public boolean accepts(String name) {
        int length = counting == Counting.UTF16_UNITS ? name.length() : name.codePointCount(0, name.length());
        return !name.isBlank()
                && length <= CHARS_MAX
                && name.indexOf('\n') < 0
                && (blanks == Blanks.ACCEPTED || name.codePoints().noneMatch(Character::isWhitespace))
                && (controls == Controls.ACCEPTED || name.codePoints().noneMatch(Character::isISOControl));
    }
}
