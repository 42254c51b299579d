package io.github.kafkaconnect.webpubsub.emulator.entra;

import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What goes wrong with token requests, whichever endpoint they are for, and how many there were. */
final class Troubles {
    private final InstantSource clock;
    private int requests;
    private int failing;
    private int status;
    private Duration delay = Duration.ZERO;

    Troubles(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void failNext(int times, int withStatus) {
        failing = times;
        status = withStatus;
    }

    synchronized void answerAfter(Duration other) {
        delay = other;
    }

    synchronized int requests() {
        return requests;
    }

    /** The same service, met by the troubles first. */
    Function<WebRequest, Answer> before(Function<WebRequest, Answer> service) {
        return request -> {
            int failure = begin();
            return failure == 0 ? service.apply(request) : failed(failure);
        };
    }

    private Answer failed(int failure) {
        return new EntraError(
                        failure, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.")
                .answer(clock.instant());
    }

    /** Waits as long as it has to; the status to fail with, 0 for none. */
    private int begin() {
        Duration wait;
        int failure;
        synchronized (this) {
            requests++;
            wait = delay;
            failure = failing > 0 ? status : 0;
            failing = Math.max(0, failing - 1);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }
}
