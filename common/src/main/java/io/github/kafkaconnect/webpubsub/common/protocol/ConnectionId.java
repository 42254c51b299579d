package io.github.kafkaconnect.webpubsub.common.protocol;

/** A connection's id: not empty; the service declares no longest length. Upper and lower case differ. */
public record ConnectionId(String value) {
    public ConnectionId {
        Names.segment("connection id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
