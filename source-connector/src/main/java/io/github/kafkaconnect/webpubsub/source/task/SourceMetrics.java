package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** The names of a source task's figures. */
final class SourceMetrics {
    private SourceMetrics() {}

    static Map<String, LongSupplier> figures(EventCounters counters, AckLedger<?> ledger, Applications applications) {
        Map<String, LongSupplier> figureByName = new HashMap<>();
        for (UpstreamEvent.Kind kind : UpstreamEvent.Kind.values()) {
            figureByName.put("event-" + kind.word() + "-total", () -> counters.received(kind));
        }
        for (Settlement settlement : Settlement.values()) {
            String word = settlement.name().toLowerCase(Locale.ROOT).replace('_', '-');
            figureByName.put("answer-" + word + "-total", () -> counters.settled(settlement));
        }
        figureByName.put("request-refused-total", counters::refused);
        figureByName.put("event-repeated-total", counters::repeated);
        for (Reception reception : Reception.values()) {
            String word = reception.name().toLowerCase(Locale.ROOT);
            figureByName.put("reply-" + word + "-total", () -> counters.replies(reception));
        }
        figureByName.put("reply-waiting", applications::waiting);
        figureByName.put("record-total", counters::records);
        figureByName.put("answer-owed", ledger::events);
        figureByName.put("answer-owed-bytes", ledger::bytes);
        return figureByName;
    }
}
