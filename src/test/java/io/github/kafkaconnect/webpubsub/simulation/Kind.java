package io.github.kafkaconnect.webpubsub.simulation;

/** What a scenario can meet. The test fails when one of them never happened. */
enum Kind {
    ATTEMPT("attempt"),
    STATUS_202("202"),
    ANSWER_REORDERED("answer overtaken by a later attempt's"),
    ANSWER_SLOW("answer of a slow target"),
    TIMED_OUT_NOT_TAKEN("time-out, message not taken"),
    TIMED_OUT_TAKEN("time-out, message taken, answer lost"),
    TIMED_OUT_TAKEN_LATE("time-out, message taken later"),
    RESET_NOT_TAKEN("reset before the message was taken"),
    RESET_TAKEN("reset after the message was taken"),
    FAILED_INLINE("failure reported before execute returned"),
    STATUS_401("401, another key is tried"),
    STATUS_401_ALL("401 on all keys"),
    STATUS_403("403"),
    STATUS_429("429"),
    STATUS_500("500"),
    STATUS_501("501"),
    STATUS_503("503"),
    RETRY_AFTER("Retry-After"),
    AWAY("service away"),
    POISON_REFUSED("poison: refused for ever"),
    POISON_FAILS("poison: 500 for ever"),
    POISON_STAYS("record among poison in a calm world"),
    EXHAUSTED("record that may be given up"),
    CONFLATABLE("record with a newer one of its key behind it"),
    FOLDED("records that travel together"),
    REFUSED_TOGETHER("records refused together"),
    SEVERAL("record to several targets"),
    SEVERAL_PARTLY("record taken at one of its targets, on its way to another"),
    SEVERAL_REFUSED("record refused at one of its targets, on its way to another or taken there"),
    NAMED_TWICE("record that names a target twice"),
    PROGRESSED("record with one call done and another to come"),
    LATE("record that may be too late"),
    UNMAPPED("record that cannot be mapped"),
    TOMBSTONE("tombstone"),
    DROPPED("record dropped by a transform"),
    GAP("gap between offsets"),
    LATE_COPY("message taken after its attempt had ended"),
    TAKEN_AGAIN("record taken a second time"),
    RECEIVED_TWICE("offset handed over again"),
    COMMIT("commit"),
    COMMIT_REQUESTED("commit asked for by the task"),
    COMMIT_FAILED("commit failed"),
    COMMIT_REWOUND("commit failed, consumer rewound"),
    REBALANCE_EAGER("rebalance, eager"),
    REBALANCE_COOPERATIVE("rebalance, cooperative"),
    PARTITIONS_LOST("partitions lost"),
    OTHER_OWNER("another owner went on"),
    CLOSED_IN_FLIGHT("partition closed with attempts in flight"),
    CLOSE_TIMED_OUT("close.timeout.ms passed"),
    REST_PAUSE("connector paused and resumed"),
    TASK_STOPPED("task stopped and started again"),
    TASK_FAILED("task failed and started again"),
    CRASH("crash"),
    PAUSED("partition paused by the task"),
    RESUMED("partition resumed by the task"),
    PREEMPTED("thread interrupted by another"),
    DEAD_LETTER_SLOW("dead letter that is slow"),
    DEAD_LETTER_FAILED("dead letter that fails"),
    ERRANT_NONE("errant: tolerance none"),
    ERRANT_NONE_LOG("errant: tolerance none, log"),
    ERRANT_NONE_DLQ("errant: tolerance none, topic"),
    ERRANT_NONE_DLQ_LOG("errant: tolerance none, topic and log"),
    ERRANT_ALL("errant: tolerance all"),
    ERRANT_ALL_LOG("errant: tolerance all, log"),
    ERRANT_ALL_DLQ("errant: tolerance all, topic"),
    ERRANT_ALL_DLQ_LOG("errant: tolerance all, topic and log");

    private static final Kind[] ERRANT = {
        ERRANT_NONE,
        ERRANT_NONE_LOG,
        ERRANT_NONE_DLQ,
        ERRANT_NONE_DLQ_LOG,
        ERRANT_ALL,
        ERRANT_ALL_LOG,
        ERRANT_ALL_DLQ,
        ERRANT_ALL_DLQ_LOG
    };

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    static Kind errant(boolean tolerant, boolean topic, boolean log) {
        return ERRANT[(tolerant ? 4 : 0) + (topic ? 2 : 0) + (log ? 1 : 0)];
    }

    String words() {
        return words;
    }
}
