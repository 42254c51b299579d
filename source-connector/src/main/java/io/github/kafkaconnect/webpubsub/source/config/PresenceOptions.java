package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;

/** The options of the presence topic. */
public final class PresenceOptions {
    public static final Option<String> TOPIC = Option.text(
                    "presence.topic",
                    "Topic of who is online, for a topic with cleanup.policy=compact: a text with ${hub}. The key is the connection"
                            + " id, for MQTT the client id; a connected event writes a JSON object (hub, connectionId, userId,"
                            + " subprotocol, sessionId, physicalConnectionId, time, eventId), a disconnected event a tombstone. The"
                            + " two events must reach the connector. Without: nothing is written.")
            .optional()
            .check(OptionChecks.problemOf(text -> EventTemplate.parse(text, EventTemplate.HUB_NAMES)))
            .example("webpubsub.${hub}.presence");
    public static final Option<Integer> DISCONNECTS_MAX = Option.integer(
                    "presence.disconnects.max",
                    "How many disconnects a task remembers, the newest: a connected event that comes after the disconnected of its"
                            + " connection, and has no higher event id, is not written to presence.topic. As many MQTT clients that"
                            + " are online are remembered with their session: the end of an older one does not hide them. A restart"
                            + " forgets.")
            .defaultTo(10_000)
            .between(0, 1_000_000)
            .low()
            .visible(SourceVisibility::ofPresence);

    static final OptionGroup GROUP = OptionGroup.of("Presence", TOPIC, DISCONNECTS_MAX);

    private PresenceOptions() {}
}
