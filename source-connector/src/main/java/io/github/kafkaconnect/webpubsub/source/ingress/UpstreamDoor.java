package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.common.transport.ReceivedRequest;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Answers all requests of one address: validation in every state, events through the intake of their task, health, and clear refusals
 * for everything else. Runs on transport threads.
 */
final class UpstreamDoor implements HttpReceiver.Handler {
    private static final String ORIGIN = "webhook-request-origin";
    private static final String ORIGIN_WRITTEN = "WebHook-Request-Origin";
    private static final Refusal WRONG_METHOD =
            new Refusal(405, ErrorCode.EVENT_MALFORMED, Refusal.Kind.MALFORMED, "method", "events come by POST");

    private final RefusalLog log;
    private final AtomicReference<RouteTable> table;
    private final LongSupplier nanoTime;

    /** @param routes the first ones */
    UpstreamDoor(RouteTable routes, LongSupplier nanoTime) {
        this.table = new AtomicReference<>(routes);
        this.nanoTime = nanoTime;
        this.log = new RefusalLog(nanoTime);
    }

    /** Requests that come from now on follow the changed routes. */
    void change(UnaryOperator<RouteTable> step) {
        table.updateAndGet(step);
    }

    /** The routes of now. */
    RouteTable routes() {
        RouteTable known = Objects.requireNonNull(table.get());
        if (!known.hasDeparted()) {
            return known;
        }
        RouteTable current = known.at(nanoTime.getAsLong());
        if (current != known) {
            // Whoever has changed them meanwhile has the newer ones, which are looked at next time.
            table.compareAndSet(known, current);
        }
        return current;
    }

    @Override
    public void handle(ReceivedRequest received, HttpReceiver.Reply reply) {
        IncomingRequest request = new IncomingRequest(received);
        try {
            answer(request, reply);
        } catch (RuntimeException defect) {
            log.noteDefect(defect, request.path());
            reply.send(Replies.text(500, ErrorCode.INTERNAL.id() + " " + ErrorCode.INTERNAL.summary()));
        }
    }

    private void answer(IncomingRequest request, HttpReceiver.Reply reply) {
        RouteTable routes = routes();
        boolean get = request.method().equals("GET");
        boolean validation = request.method().equals("OPTIONS")
                || (get && request.first(ORIGIN).isPresent());
        List<Route> judged = get && !validation ? routes.withHealthAt(request.path()) : List.of();
        if (!judged.isEmpty()) {
            reply.send(health(judged));
            return;
        }
        Optional<String> path = routes.match(request.path());
        if (path.isEmpty()) {
            refuse(
                    request,
                    reply,
                    routes.active(),
                    new Refusal(404, ErrorCode.EVENT_MALFORMED, Refusal.Kind.PATH, "no connector serves this path"));
        } else if (validation) {
            validate(request, reply, routes.at(path.get()));
        } else if (request.method().equals("POST")) {
            post(request, reply, routes, path.get());
        } else {
            note(request, routes.at(path.get()), WRONG_METHOD);
            reply.send(Replies.METHOD_NOT_ALLOWED);
        }
    }

    private void validate(IncomingRequest request, HttpReceiver.Reply reply, List<Route> routes) {
        List<String> lines = request.all(ORIGIN);
        if (AbuseProtection.origins(lines).isEmpty()) {
            Refusal missing =
                    new Refusal(400, ErrorCode.EVENT_MALFORMED, Refusal.Kind.MALFORMED, ORIGIN_WRITTEN + " is missing");
            refuseHandshake(request, reply, routes, missing);
            return;
        }
        Set<String> allowed = new LinkedHashSet<>();
        for (Route route : routes) {
            // Another connector at the same path may expect another resource: that one's handshake is not its own.
            List<String> own = route.origins().allowed(lines);
            if (!own.isEmpty()) {
                allowed.addAll(own);
                route.requests().countHandshake();
            }
        }
        if (allowed.isEmpty()) {
            Refusal foreign = new Refusal(
                    400,
                    ErrorCode.EVENT_UNTRUSTED,
                    Refusal.Kind.ORIGIN,
                    ORIGIN_WRITTEN + " is not among upstream.allowed.origins");
            refuseHandshake(request, reply, routes, foreign);
            return;
        }
        reply.send(Replies.allowing(List.copyOf(allowed)));
    }

    private void refuseHandshake(
            IncomingRequest request, HttpReceiver.Reply reply, List<Route> routes, Refusal refusal) {
        routes.forEach(route -> route.requests().countFailedHandshake());
        refuse(request, reply, List.of(), refusal);
    }

    private void post(IncomingRequest request, HttpReceiver.Reply reply, RouteTable routes, String path) {
        Optional<String> hub = request.first("ce-hub");
        Optional<String> connection = request.first("ce-connectionid");
        if (hub.isEmpty() || connection.isEmpty()) {
            String missing = hub.isEmpty() ? "ce-hub" : "ce-connectionId";
            refuse(
                    request,
                    reply,
                    routes.at(path),
                    new Refusal(
                            400,
                            ErrorCode.EVENT_MALFORMED,
                            Refusal.Kind.MALFORMED,
                            missing + " is missing: not an event of Web PubSub"));
            return;
        }
        Optional<Route> route = find(routes, path, hub.get(), connection.get());
        if (route.isEmpty()) {
            refuse(
                    request,
                    reply,
                    routes.at(path),
                    new Refusal(404, ErrorCode.EVENT_MALFORMED, Refusal.Kind.HUB, "no connector serves this hub"));
            return;
        }
        Optional<Refusal> refusal = route.get().intake().accept(request, reply);
        refusal.ifPresent(reason -> refuse(request, reply, List.of(route.get()), reason));
    }

    private static Optional<Route> find(RouteTable routes, String path, String hub, String connectionId) {
        try {
            return routes.find(path, new Hub(hub), connectionId);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static HttpReply health(List<Route> judged) {
        boolean ready = judged.stream().allMatch(route -> route.intake().isReady());
        return ready ? Replies.text(200, "taking events") : Replies.text(503, "not taking events");
    }

    /** @param counting the routes that count it */
    private void refuse(IncomingRequest request, HttpReceiver.Reply reply, List<Route> counting, Refusal refusal) {
        note(request, counting, refusal);
        reply.send(Replies.of(refusal));
    }

    private void note(IncomingRequest request, List<Route> counting, Refusal refusal) {
        counting.forEach(route -> route.requests().countRefused(refusal));
        log.note(refusal, request.path());
    }
}
