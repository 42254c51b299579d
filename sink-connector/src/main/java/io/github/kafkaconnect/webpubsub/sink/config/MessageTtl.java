package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.protocol.ServiceLimits;

/** The time that the service may keep a message, as text of an option or of a record. */
public final class MessageTtl {
    private MessageTtl() {}

    /**
     * @return seconds, 0 to 300
     * @throws IllegalArgumentException saying what is allowed; never holds the text
     */
    public static int parse(String text) {
        int seconds;
        try {
            seconds = Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            // The cause quotes the text.
            throw new IllegalArgumentException("a message's time to live is a whole number of seconds");
        }
        if (seconds < 0 || seconds > ServiceLimits.MESSAGE_TTL_MAX_SECONDS) {
            throw new IllegalArgumentException("a message's time to live is " + seconds + " s, but must be 0 to "
                    + ServiceLimits.MESSAGE_TTL_MAX_SECONDS);
        }
        return seconds;
    }
}
