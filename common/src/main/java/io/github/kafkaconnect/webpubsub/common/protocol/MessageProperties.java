package io.github.kafkaconnect.webpubsub.common.protocol;

/**
 * What goes with the message that a client gets as the answer to its event.
 *
 * @param metadata for subprotocol clients
 * @param userProperties for MQTT clients
 */
public record MessageProperties(Metadata metadata, UserProperties userProperties) {
    public static final MessageProperties NONE = new MessageProperties(Metadata.NONE, UserProperties.NONE);

    /** @throws IllegalArgumentException for user properties that headers cannot carry, never with a value */
    public MessageProperties {
        userProperties.checkHeaders();
    }
}
