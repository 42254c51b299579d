package io.github.kafkaconnect.webpubsub.simulation;

/** What can happen in a scenario of the source. */
enum SourceKind {
    ANSWERED("event answered 2xx"),
    REFUSED("client refused by policy"),
    ADMITTED("client let in without a record"),
    TRY_AGAIN("event answered 503"),
    REPEATED("event posted again"),
    ANSWER_LOST("answer lost on its way"),
    REFUSED_CONNECTION("connection refused, no listener"),
    BROKEN("request broken by a crash"),
    FILTERED("record dropped by a transform"),
    DROPPED("record dropped after a tolerated error"),
    REPLIED("reply of an application"),
    REPLIED_TWICE("second reply of an application"),
    UNANSWERED("no reply of an application"),
    LATE_ACK("record acknowledged after its deadline"),
    PAUSE("connector paused"),
    OUTAGE("Kafka away"),
    CRASH("worker killed"),
    RESTART("task restarted"),
    TAKE_OVER("task replaced before it stopped");

    private final String words;

    SourceKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
