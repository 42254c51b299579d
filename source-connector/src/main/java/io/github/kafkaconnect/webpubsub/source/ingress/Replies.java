package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import io.github.kafkaconnect.webpubsub.source.handoff.Answer;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is said for each end of a request. */
final class Replies {
    static final HttpReply NO_CONTENT = HttpReply.of(204);
    static final HttpReply METHOD_NOT_ALLOWED =
            text(405, "WPS-4002 use POST for events, OPTIONS for validation", Map.entry("Allow", "POST, OPTIONS"));
    private static final Map<Settlement, HttpReply> BY_SETTLEMENT = new EnumMap<>(Settlement.class);

    static {
        for (Settlement settlement : Settlement.values()) {
            if (!settlement.isFinal()) {
                BY_SETTLEMENT.put(settlement, unavailable(reason(settlement)));
            }
        }
    }

    private Replies() {}

    static HttpReply of(Answer answer) {
        UpstreamReply reply = answer.reply();
        if (reply == null) {
            return BY_SETTLEMENT.getOrDefault(answer.settlement(), NO_CONTENT);
        }
        return reply.equals(UpstreamReply.NO_CONTENT) ? NO_CONTENT : of(reply);
    }

    private static HttpReply of(UpstreamReply reply) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(4);
        reply.findContentType().ifPresent(type -> headers.add(Map.entry("Content-Type", type)));
        reply.findConnectionState().ifPresent(state -> headers.add(Map.entry("ce-connectionState", state)));
        reply.metadata()
                .values()
                .forEach((name, value) -> headers.add(Map.entry("x-webpubsub-metadata-" + name, value)));
        reply.properties()
                .userProperties()
                .values()
                .forEach(property -> headers.add(Map.entry("mqtt-" + property.name(), property.value())));
        return new HttpReply(reply.status(), headers, reply.body());
    }

    static HttpReply of(Refusal refusal) {
        return text(refusal.status(), refusal.code().id() + " " + refusal.detail());
    }

    /** One line per host: a list in one line matches no host. */
    static HttpReply allowing(List<String> origins) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        origins.forEach(origin -> headers.add(Map.entry("WebHook-Allowed-Origin", origin)));
        return new HttpReply(200, headers, new byte[0]);
    }

    static HttpReply text(int status, String text, List<Map.Entry<String, String>> more) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(more);
        headers.add(Map.entry("Content-Type", "text/plain; charset=utf-8"));
        return new HttpReply(status, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpReply text(int status, String text, Map.Entry<String, String> header) {
        return text(status, text, List.of(header));
    }

    static HttpReply text(int status, String text) {
        return text(status, text, List.of());
    }

    private static HttpReply unavailable(String reason) {
        return text(503, ErrorCode.EVENT_NOT_TAKEN.id() + " " + reason);
    }

    private static String reason(Settlement settlement) {
        return switch (settlement) {
            case WRITTEN, FILTERED, DROP_ACCEPTED, UNANSWERED, REPEATED, REFUSED, ADMITTED -> "";
            case DROPPED -> "Connect dropped the record after an error";
            case EXPIRED -> "Kafka did not acknowledge the record in time";
            case STALLED -> "the connector is paused or Kafka does not take records";
            case STOPPED -> "the task stops";
            case FULL -> "too much waits for Kafka already";
            case MUTE -> "replies of applications cannot be read now";
        };
    }
}
