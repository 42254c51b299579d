package io.github.kafkaconnect.webpubsub.simulation;

/**
 * What a scenario of the source is like, drawn once. Times in milliseconds.
 *
 * @param clients connections, one after the other in each
 * @param messages of each client
 * @param tasks of the connector, on one worker
 * @param remembers answers in each window; 0 for none
 * @param asks whether an application answers messages
 * @param acceptsUnanswered whether its silence is a 204
 * @param admits whether clients may connect without a record
 * @param tolerates whether Connect drops records after errors
 * @param troubles how many of pause, crash, restart and outage happen
 */
record SourcePlan(
        int clients,
        int messages,
        int tasks,
        int maxEvents,
        int maxBytes,
        int remembers,
        int answerMs,
        int connectMs,
        int replyMs,
        boolean asks,
        boolean acceptsUnanswered,
        boolean admits,
        boolean tolerates,
        int troubles) {
    static final int GAP_MS = 1_000;

    static SourcePlan drawn(Dice dice) {
        int answer = dice.between(400, 4_000);
        return new SourcePlan(
                dice.between(2, 12),
                dice.between(1, 12),
                dice.between(1, 2),
                dice.oneIn(3) ? dice.between(1, 6) : 1_000,
                dice.oneIn(4) ? dice.between(100, 600) : 1_000_000,
                dice.oneIn(4) ? 0 : 500,
                answer,
                dice.between(200, answer),
                dice.between(200, 700),
                dice.oneIn(3),
                dice.oneIn(2),
                dice.oneIn(4),
                dice.oneIn(5),
                dice.oneIn(3) ? 0 : dice.between(1, 4));
    }
}
