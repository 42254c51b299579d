package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.Map;

/** An ordinary event with which templates are tried before any event has come. */
final class SampleEvent {
    static final UpstreamEvent EVENT = new UpstreamEvent(
            UpstreamEvent.Kind.MESSAGE,
            Map.of("eventname", "message", "connectionid", "c", "hub", "h", "id", "1", "type", "t"),
            Map.of(),
            new byte[0]);

    private SampleEvent() {}
}
