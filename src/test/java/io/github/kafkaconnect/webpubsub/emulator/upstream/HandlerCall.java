package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request on its way: waiting for a connection, or in flight on one. Ends once. Confined to the event loop. */
final class HandlerCall {
    private final HandlerRequest request;
    private final Consumer<HandlerAnswer> done;
    private @Nullable HandlerConnection connection;
    private boolean ended;

    HandlerCall(HandlerRequest request, Consumer<HandlerAnswer> done) {
        this.request = request;
        this.done = done;
    }

    HandlerRequest request() {
        return request;
    }

    void startedOn(HandlerConnection on) {
        connection = on;
    }

    boolean isEnded() {
        return ended;
    }

    void end(HandlerAnswer answer) {
        if (!ended) {
            ended = true;
            done.accept(answer);
        }
    }

    /** A call in flight takes its connection with it, because the answer may still come. */
    void cancel() {
        boolean inFlight = !ended && connection != null;
        ended = true;
        if (inFlight && connection != null) {
            connection.close();
        }
    }
}
