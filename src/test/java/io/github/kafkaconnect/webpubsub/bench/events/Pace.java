package io.github.kafkaconnect.webpubsub.bench.events;

/** Decides when a client that is free sends its next event. Confined to the event loop of the load. */
interface Pace {

    void free(EventClient client);

    /** Events that should have been sent and wait for a client. */
    default int waiting() {
        return 0;
    }

    /** No client will come any more. */
    default void end() {}
}
