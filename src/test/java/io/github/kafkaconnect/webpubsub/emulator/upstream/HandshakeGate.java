package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Bearer;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.NotFound;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Repetition;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Unanswered;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The abuse-protection handshake with one URL: no event passes before the URL has allowed our origin.
 *
 * <p>OPTIONS, or GET when OPTIONS answers 404; any 2xx with one {@code WebHook-Allowed-Origin} value that is {@code *}
 * or one of our origins, ignoring case. Repeated when an event comes and the last yes is too old, or always, as the
 * behaviour says; after a no repeated as long as events wait. Confined to the event loop.
 */
final class HandshakeGate {
    private final EventLoop loop;
    private final HandlerHttp http;
    private final UpstreamOptions options;
    private final Clock clock;
    private final String origin;
    private final UpstreamBehaviour behaviour;
    private final EventHandler.Auth auth;
    private final URI url;
    private final EventCounters counters;

    private final Set<Consumer<Boolean>> waiting = new LinkedHashSet<>();
    private boolean asked;
    private boolean allowed;
    private boolean asking;
    private boolean retired;
    private long dueMillis;
    private Duration wait;
    private @Nullable Future<?> timer;

    HandshakeGate(UpstreamOptions options, HandlerHttp http, URI url, EventHandler.Auth auth, EventCounters counters) {
        this.options = options;
        this.auth = auth;
        this.loop = options.loop();
        this.http = http;
        this.clock = options.clock();
        this.origin = options.origin();
        this.behaviour = options.behaviour();
        this.wait = behaviour.handshakes().firstRetry();
        this.url = url;
        this.counters = counters;
    }

    /**
     * Calls back when it is known whether events may pass: at once, or when a handshake ends. An event that is held is
     * called back with yes only, however long that takes.
     *
     * @return stops waiting
     */
    Runnable whenKnown(Consumer<Boolean> callback) {
        boolean fresh = asked && clock.millis() < dueMillis;
        boolean trust = behaviour.handshakes().unanswered() == Unanswered.TRUST_LAST_RESULT;
        if (!fresh) {
            askUnlessAsking();
        }
        if (asked && ((fresh && allowed) || trust)) {
            callback.accept(allowed);
            return () -> {};
        }
        waiting.add(callback);
        if (fresh) {
            askWhenDue();
        }
        return () -> waiting.remove(callback);
    }

    private void askWhenDue() {
        if (timer == null && !asking) {
            long delayMs = Math.max(1, dueMillis - clock.millis());
            timer = loop.schedule(this::askUnlessAsking, delayMs, TimeUnit.MILLISECONDS);
        }
    }

    private void askUnlessAsking() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (!asking) {
            asking = true;
            ask(HttpMethod.OPTIONS);
        }
    }

    private void ask(HttpMethod method) {
        counters.handshakeSent();
        Attempts.Plan plan = Attempts.Plan.of(behaviour, behaviour.handshakes().timeout());
        new Attempts(loop, http, plan, request(method), answer -> onAnswer(method, answer)).start();
    }

    private HandlerRequest request(HttpMethod method) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.HOST, url.getRawAuthority());
        headers.set("WebHook-Request-Origin", origin);
        headers.set("ce-awpsversion", "1.0");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, 0);
        if (behaviour.handshakes().bearer() == Bearer.SENT) {
            EventWriter.bearer(options, auth, headers);
        }
        return new HandlerRequest(method, url, headers, new byte[0]);
    }

    private void onAnswer(HttpMethod method, HandlerAnswer answer) {
        if (method.equals(HttpMethod.OPTIONS)
                && answer.statusOrZero() == 404
                && behaviour.handshakes().notFound() == NotFound.ASK_WITH_GET) {
            ask(HttpMethod.GET);
            return;
        }
        boolean yes = answer instanceof HandlerAnswer.Answered answered && answer.succeeded() && allows(answered);
        Duration interval = behaviour.handshakes().interval();
        Duration next =
                yes ? interval : allowed || !asked ? behaviour.handshakes().firstRetry() : wait.multipliedBy(2);
        wait = next.compareTo(interval) > 0 ? interval : next;
        dueMillis = clock.millis() + wait.toMillis();
        asking = false;
        asked = true;
        allowed = yes;
        counters.handshakeEnded(yes);
        release();
    }

    private boolean allows(HandlerAnswer.Answered answer) {
        return answer.headers().getAll("WebHook-Allowed-Origin").stream()
                .map(String::trim)
                .anyMatch(value ->
                        value.equals("*") || Stream.of(origin.split(", ")).anyMatch(value::equalsIgnoreCase));
    }

    private void release() {
        if (allowed || behaviour.handshakes().unanswered() == Unanswered.TRUST_LAST_RESULT) {
            List<Consumer<Boolean>> released = List.copyOf(waiting);
            waiting.clear();
            released.forEach(callback -> callback.accept(allowed));
        }
        if (!waiting.isEmpty() || (behaviour.handshakes().repetition() == Repetition.ALWAYS && !retired)) {
            askWhenDue();
        }
    }

    /** Asks no more for its own sake, only for events that wait already. */
    void retire() {
        retired = true;
        if (waiting.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
