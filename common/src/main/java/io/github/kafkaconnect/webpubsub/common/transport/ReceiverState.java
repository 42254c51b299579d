package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.Map;

/**
 * What a listening server is doing at a moment.
 *
 * @param listening whether new connections are accepted
 * @param connections open now
 * @param maxConnections that may be open
 * @param turnedAway how much it has sent away by itself since the start; an absent reason is 0
 */
public record ReceiverState(boolean listening, int connections, int maxConnections, Map<TurnedAway, Long> turnedAway) {
    public ReceiverState {
        turnedAway = Map.copyOf(turnedAway);
    }

    public long turnedAway(TurnedAway reason) {
        return turnedAway.getOrDefault(reason, 0L);
    }
}
