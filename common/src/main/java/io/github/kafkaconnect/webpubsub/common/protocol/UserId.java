package io.github.kafkaconnect.webpubsub.common.protocol;

/** A user's id: not empty; the service declares no longest length. Upper and lower case differ. */
public record UserId(String value) {
    public UserId {
        Names.segment("user id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
