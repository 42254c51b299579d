package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.List;

/**
 * What a send may ask for besides its target.
 *
 * @param messageTtlSeconds how long the message may wait for a slow client, 0 to 300; 0 = no limit
 * @param excluded connections that do not get the message
 * @param filter an OData expression that a connection must meet; empty = no filter
 */
public record SendOptions(int messageTtlSeconds, List<ConnectionId> excluded, String filter, Metadata metadata) {
    public static final SendOptions NONE = new SendOptions(0, List.of(), "");

    public SendOptions(int messageTtlSeconds, List<ConnectionId> excluded, String filter) {
        this(messageTtlSeconds, excluded, filter, Metadata.NONE);
    }

    public SendOptions {
        excluded = List.copyOf(excluded);
        if (messageTtlSeconds < 0 || messageTtlSeconds > ServiceLimits.MESSAGE_TTL_MAX_SECONDS) {
            throw new IllegalArgumentException("message TTL is " + messageTtlSeconds + " s, but must be 0 to "
                    + ServiceLimits.MESSAGE_TTL_MAX_SECONDS);
        }
        if (!Names.isWellFormed(filter)) {
            throw new IllegalArgumentException("filter holds half a surrogate pair, which is not Unicode text");
        }
    }
}
