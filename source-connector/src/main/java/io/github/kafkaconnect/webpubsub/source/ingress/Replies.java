package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
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
            BY_SETTLEMENT.put(settlement, settlement.isFinal() ? NO_CONTENT : unavailable(reason(settlement)));
        }
    }

    private Replies() {}

    static HttpReply of(Settlement settlement) {
        return BY_SETTLEMENT.getOrDefault(settlement, unavailable("not taken"));
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
            case WRITTEN, FILTERED, DROP_ACCEPTED -> "";
            case DROPPED -> "Connect dropped the record after an error";
            case EXPIRED -> "Kafka did not acknowledge the record in time";
            case STALLED -> "the connector is paused or Kafka does not take records";
            case STOPPED -> "the task stops";
            case FULL -> "too much waits for Kafka already";
        };
    }
}
