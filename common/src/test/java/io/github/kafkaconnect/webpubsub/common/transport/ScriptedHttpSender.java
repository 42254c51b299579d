package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.transport.BrokenExchangeException.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * A sender without a network: answers from a script and remembers what it was given. A request without a line in the script stays in
 * flight until the test ends it. Exchanges end on the thread that makes them end.
 */
public final class ScriptedHttpSender implements HttpSender {
    private final Queue<Line> script = new ArrayDeque<>();
    private final List<HttpRequest> requests = new ArrayList<>();
    private final List<Exchange> inFlight = new ArrayList<>();
    private boolean closed;

    private interface Line {
        void play(Exchange exchange);
    }

    private record Answer(int status, Map<String, String> headers, byte[] body) implements HttpAnswer {
        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    public synchronized ScriptedHttpSender answers(int status, Map<String, String> headers, byte[] body) {
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        script.add(exchange -> exchange.answered(new Answer(status, anyCase, body)));
        return this;
    }

    public synchronized ScriptedHttpSender answers(int status) {
        return answers(status, Map.of(), new byte[0]);
    }

    public synchronized ScriptedHttpSender fails(Throwable cause) {
        script.add(exchange -> exchange.failed(cause));
        return this;
    }

    public ScriptedHttpSender hangsUp() {
        return fails(new BrokenExchangeException(Stage.UNANSWERED, null));
    }

    /** Ends everything in flight as a time-out does. */
    public void letTimeRunOut() {
        takeInFlight().forEach(exchange -> exchange.failed(new TimeoutException("no complete answer in time")));
    }

    /** Everything that was sent, in order. */
    public synchronized List<HttpRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void send(HttpRequest request, Exchange exchange) {
        Line line = take(request, exchange);
        line.play(exchange);
    }

    private synchronized Line take(HttpRequest request, Exchange exchange) {
        if (closed) {
            return refused -> refused.failed(new SenderClosedException());
        }
        requests.add(request);
        Line next = script.poll();
        if (next != null) {
            return next;
        }
        inFlight.add(exchange);
        return silent -> {};
    }

    private synchronized List<Exchange> takeInFlight() {
        List<Exchange> taken = List.copyOf(inFlight);
        inFlight.clear();
        return taken;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        takeInFlight().forEach(exchange -> exchange.failed(new SenderClosedException()));
    }
}
