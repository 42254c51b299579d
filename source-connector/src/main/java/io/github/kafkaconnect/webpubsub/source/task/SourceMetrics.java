package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.observe.Figures;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.handoff.AckLedger;
import io.github.kafkaconnect.webpubsub.source.handoff.EventCounters;
import io.github.kafkaconnect.webpubsub.source.handoff.Handoff;
import io.github.kafkaconnect.webpubsub.source.handoff.Reception;
import io.github.kafkaconnect.webpubsub.source.handoff.Settlement;
import java.util.Locale;

/** The figures of a source task. */
final class SourceMetrics {
    private SourceMetrics() {}

    static Figures figures(EventCounters counters, AckLedger<?> ledger, Handoff<?> handoff, Applications applications) {
        Figures figures = new Figures()
                .add("event-repeated-total", "Events that came again while known.", counters::repeated)
                .add("reply-waiting", "Events that wait for an application now.", applications::waiting)
                .add("record-total", "Records that Connect was given.", counters::records)
                .add(
                        "event-last-age-ms",
                        "Time since the last event came, in milliseconds; -1 before the first.",
                        counters::lastEventAgeMs)
                .add(
                        "answer-oldest-age-ms",
                        "How long the oldest of the events of answer-owed has waited, in milliseconds.",
                        handoff::oldestAgeMs)
                .addAll(
                        counters.acknowledged()
                                .figures(
                                        "ack-latency",
                                        "Time from an event's receipt to the answer that it is in Kafka, and to an application's reply where one is asked"))
                .add(
                        "answer-owed",
                        "Events not answered yet, and those answered 503 whose records are still on their way to Kafka.",
                        ledger::events)
                .add("answer-owed-bytes", "What the records of these events take, in bytes.", ledger::bytes);
        for (UpstreamEvent.Kind kind : UpstreamEvent.Kind.values()) {
            figures.add(
                    "event-" + kind.word() + "-total",
                    "Events received: " + meaning(kind),
                    () -> counters.received(kind));
        }
        for (Settlement settlement : Settlement.values()) {
            figures.add(
                    "answer-" + word(settlement) + "-total",
                    "Events answered: " + meaning(settlement),
                    () -> counters.settled(settlement));
        }
        for (Reception reception : Reception.values()) {
            figures.add(
                    "reply-" + word(reception) + "-total",
                    "Records on the topic of replies: " + meaning(reception),
                    () -> counters.replies(reception));
        }
        return figures;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String meaning(UpstreamEvent.Kind kind) {
        return switch (kind) {
            case CONNECT -> "a client wants to connect.";
            case CONNECTED -> "a client has connected.";
            case DISCONNECTED -> "a client has gone.";
            case MESSAGE -> "a message of a client.";
            case CUSTOM -> "a user event with a name of the client's choice.";
            case GROUP_JOINED -> "a client has joined a group.";
            case GROUP_LEFT -> "a client has left a group.";
            case OTHER -> "of another kind.";
        };
    }

    private static String meaning(Settlement settlement) {
        return switch (settlement) {
            case WRITTEN -> "all of its records are in Kafka.";
            case FILTERED -> "a transform dropped a record on purpose.";
            case DROPPED -> "503, as Connect dropped a record after an error that it tolerates.";
            case DROP_ACCEPTED -> "2xx, although Connect dropped a record, as unacknowledged.answer says.";
            case UNANSWERED -> "its records are in Kafka, but no application replied in time.";
            case REPEATED -> "with the same answer as before.";
            case REFUSED -> "the policy refused the client.";
            case ADMITTED -> "the client was let in without a record, as connect.unavailable says.";
            case EXPIRED -> "503, as Kafka did not acknowledge its records in time.";
            case STALLED -> "503, as Connect had not asked for records for longer than poll.gap.ms.";
            case STOPPED -> "503, as the task stopped.";
            case FULL -> "503, as handoff.max.events or handoff.max.bytes was reached.";
            case MUTE -> "503, as the topic of replies cannot be read.";
        };
    }

    private static String meaning(Reception reception) {
        return switch (reception) {
            case TAKEN -> "taken as the answer to an event.";
            case LATE -> "for an event that was answered already.";
            case FOREIGN -> "for another task, or an earlier life of this one.";
            case INVALID -> "not to be understood.";
        };
    }
}
