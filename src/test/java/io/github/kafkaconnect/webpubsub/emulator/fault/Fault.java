package io.github.kafkaconnect.webpubsub.emulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a request instead of, or besides, being served. */
public sealed interface Fault {
    /** Answers without serving; {@code retryAfter} is the header's value, as it shall stand there. */
    record AnswerWith(int status, @Nullable String retryAfter) implements Fault {}

    /** Serves the request later than it arrived. */
    record Delay(Duration duration) implements Fault {}

    /** Resets the socket; the service never took the message. */
    record ResetBefore() implements Fault {}

    /** Serves the request, then resets the socket instead of answering. */
    record ResetAfter() implements Fault {}

    /** Serves the request, then answers with half of the announced body and closes. */
    record HalfBody() implements Fault {}
}
