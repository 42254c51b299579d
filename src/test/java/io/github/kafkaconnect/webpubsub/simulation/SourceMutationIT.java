package io.github.kafkaconnect.webpubsub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The simulation of the source has teeth: it finds each of these changes. */
class SourceMutationIT {
    private static final long SCENARIOS = 4_000;
    private static final String LEDGER = "source/handoff/AckLedger";
    private static final String HANDOFF = "source/handoff/Handoff";
    private static final String OWED = "source/handoff/OwedReply";

    private final MemoryCompiler compiler = new MemoryCompiler();

    /** To add one, add a line. */
    private static final List<Mutation> MUTATIONS = List.of(
            new Mutation(LEDGER, "answer.isLasting()", "false", "an answer is remembered for a repeat"),
            new Mutation(
                    LEDGER,
                    "        owedByKey.remove(owed.key(), owed);\n        release(owed);",
                    "        owedByKey.remove(owed.key(), owed);",
                    "room is free again after the answer"),
            new Mutation(
                    LEDGER,
                    "bytes.addAndGet(owed.bytes()) > maxBytes",
                    "bytes.addAndGet(owed.bytes()) < 0",
                    "bytes are bounded"),
            new Mutation(
                    LEDGER,
                    "owed.isReplyOverdue(nowNanos) ? owed.giveUpReply() : null",
                    "null",
                    "an application that is too late is given up"),
            new Mutation(
                    OWED,
                    "!someoneWaits && way.compareAndSet(Way.WAITING, Way.GIVEN_UP)",
                    "!someoneWaits",
                    "a record on its way to Kafka is waited for by a repeat"),
            new Mutation(
                    OWED,
                    "whole == null && one != Settlement.WRITTEN ? askNobody() : whole",
                    "whole",
                    "nobody waits for a reply to what no application can see"),
            new Mutation(
                    OWED,
                    "last == null || last.tooLate() ? null : last.reply()",
                    "null",
                    "whom an application refuses is not let in"),
            new Mutation(HANDOFF, "if (owed.handOver()) {", "owed.handOver(); {", "what was given up is not written"),
            new Mutation(
                    HANDOFF,
                    "        ledger.settleAll(Settlement.STOPPED, nanoTime.getAsLong());\n",
                    "",
                    "a task that stops answers everybody"),
            new Mutation(
                    HANDOFF,
                    "case FULL -> {\n                owed.close();",
                    "case FULL -> {\n                admitted.run();",
                    "nobody waits for a reply to what was not taken"),
            new Mutation("source/handoff/Waiter", "reply.getAndSet(null)", "reply.get()", "a request is answered once"),
            new Mutation(
                    "source/handoff/Settlement",
                    "MUTE -> false",
                    "MUTE -> true",
                    "a loss is not answered with success"),
            new Mutation(
                    "source/ingress/EventIntake",
                    "repeat != Handoff.Repeat.NONE",
                    "repeat == Handoff.Repeat.PENDING",
                    "an event that was answered makes no second record"));

    @Test
    void findsEveryMutation() {
        List<String> table = new ArrayList<>();
        List<String> survivors = new ArrayList<>();
        for (Mutation mutation : MUTATIONS) {
            Map<String, byte[]> compiled =
                    compiler.compile(mutation.className(), mutation.applyTo(MutationIT.source(mutation.file())));
            Map<String, String> played = new FreshLoader(compiled).play(SourcePlayed.class, 0, SCENARIOS, 1);
            String caughtBy = played.getOrDefault("invariant", "");
            table.add(String.format(
                    Locale.ROOT,
                    "%-64s  %-56s  %5s",
                    mutation.promise(),
                    caughtBy.isEmpty() ? "NOT CAUGHT" : caughtBy,
                    played.get("scenarios")));
            if (caughtBy.isEmpty()) {
                survivors.add(mutation.file() + ": " + mutation.promise());
            }
        }
        System.out.println(String.format("%-64s  %-56s  %5s", "promise broken by the mutation", "caught by", "after"));
        table.forEach(System.out::println);
        assertThat(survivors).isEmpty();
    }
}
