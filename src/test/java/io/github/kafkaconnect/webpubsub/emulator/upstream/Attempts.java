package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request until it gets an answer that is final, with the same headers and body each time. Confined to the
 * event loop; calls back once, unless cancelled before.
 */
final class Attempts {
    /**
     * @param delays before the second and every further attempt
     * @param timeout of one attempt; there is none after it
     * @param redirects how many 3xx answers are followed
     */
    record Plan(List<Duration> delays, Duration timeout, int redirects) {
        private static final int REDIRECTS_MAX = 5;

        static Plan of(UpstreamBehaviour behaviour, Duration timeout) {
            boolean follow = behaviour.answers().redirects() == UpstreamBehaviour.Redirects.FOLLOWED;
            return new Plan(behaviour.retryDelays(), timeout, follow ? REDIRECTS_MAX : 0);
        }
    }

    private final EventLoop loop;
    private final HandlerHttp http;
    private final Plan plan;
    private HandlerRequest request;
    private final Consumer<HandlerAnswer> done;
    private @Nullable Runnable cancelRequest;
    private @Nullable Future<?> pause;
    private @Nullable Future<?> deadline;
    private boolean over;
    private int started;
    private int redirected;

    Attempts(EventLoop loop, HandlerHttp http, Plan plan, HandlerRequest request, Consumer<HandlerAnswer> done) {
        this.loop = loop;
        this.http = http;
        this.plan = plan;
        this.request = request;
        this.done = done;
    }

    void start() {
        started++;
        deadline = loop.schedule(this::timeOut, plan.timeout().toNanos(), TimeUnit.NANOSECONDS);
        cancelRequest = http.send(request, this::onAnswer);
    }

    private void onAnswer(HandlerAnswer answer) {
        if (over) {
            return;
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
        int retries = started - 1 - redirected;
        HandlerRequest elsewhere = redirected < plan.redirects() ? request.redirected(answer) : null;
        if (elsewhere != null) {
            redirected++;
            request = elsewhere;
            start();
        } else if (answer.retryable() && retries < plan.delays().size()) {
            pause = loop.schedule(this::start, plan.delays().get(retries).toNanos(), TimeUnit.NANOSECONDS);
        } else {
            over = true;
            done.accept(answer);
        }
    }

    private void timeOut() {
        if (!over) {
            cancel();
            done.accept(new HandlerAnswer.GivenUp("no answer in time"));
        }
    }

    /** How often the request was sent so far. */
    int started() {
        return started;
    }

    void cancel() {
        over = true;
        if (pause != null) {
            pause.cancel(false);
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (cancelRequest != null) {
            cancelRequest.run();
        }
    }
}
