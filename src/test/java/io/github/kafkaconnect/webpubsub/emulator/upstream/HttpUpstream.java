package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.upstream.HandlerAnswer.Answered;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.ServerErrors;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends events over HTTP. All state belongs to the event loop of the options; stages end there. */
public final class HttpUpstream implements Upstream {
    private static final int RECORDED_EXCHANGES = 100_000;

    private final UpstreamOptions options;
    private final HandlerHttp http;
    private final EventWriter writer;
    private final EventCounters counters = new EventCounters();
    private final EventRecording recording = new EventRecording(RECORDED_EXCHANGES);
    private final Map<URI, HandshakeGate> gatesByUrl = new HashMap<>();
    private final Set<EventDelivery> underWay = new LinkedHashSet<>();
    private boolean closed;

    public HttpUpstream(UpstreamOptions options) {
        this.options = options;
        this.http = new HandlerHttp(options.loop(), options.behaviour());
        this.writer = new EventWriter(options);
    }

    /** What was sent so far. */
    public EventCounters counters() {
        return counters;
    }

    /** How the last events ended. */
    public EventRecording recording() {
        return recording;
    }

    /** Forgets every handshake, so that each URL is asked again before its next event; for changed hub settings. */
    public void forgetHandshakes() {
        onLoop(() -> {
            gatesByUrl.values().forEach(HandshakeGate::retire);
            gatesByUrl.clear();
        });
    }

    @Override
    public CompletionStage<ConnectAnswer> connect(ClientContext client, ConnectRequest request) {
        CompletableFuture<ConnectAnswer> result = new CompletableFuture<>();
        onLoop(() -> {
            Optional<EventHandler> handler = settings(client).systemEventHandler(EventKind.CONNECT.systemName());
            if (handler.isEmpty()) {
                result.complete(ConnectAnswer.Accepted.AS_IS);
                return;
            }
            OutgoingEvent event = OutgoingEvent.system(EventKind.CONNECT, client, 0, EventJson.connect(request));
            send(event, handler.get(), answer -> result.complete(accept(client, handler.get(), answer)));
        });
        return result;
    }

    private ConnectAnswer accept(ClientContext client, EventHandler handler, HandlerAnswer answer) {
        UpstreamBehaviour.Answers rules = options.behaviour().answers();
        boolean hidden = answer.statusOrZero() >= 500 && rules.serverErrors() == ServerErrors.AS_UNREACHABLE;
        if (hidden || !(answer instanceof Answered answered)) {
            return new ConnectAnswer.Refused(rules.unreachableStatus());
        }
        if (!answer.succeeded()) {
            return new ConnectAnswer.Refused(answered.status());
        }
        try {
            ConnectAnswer.Accepted accepted = EventJson.accepted(answered);
            keepState(client, answered);
            client.cookies().keep(handler.url(client.hub(), EventKind.CONNECT.systemName()), answered.headers());
            return accepted;
        } catch (IOException malformed) {
            return new ConnectAnswer.Refused(rules.unreachableStatus());
        }
    }

    @Override
    public void connected(ClientContext client) {
        onLoop(() -> {
            long id = client.nextEventId();
            UpstreamBehaviour.LateConnected late = options.behaviour().lateConnected();
            Random random = new Random(options.seed() ^ client.connectionId().hashCode());
            client.lane().hold(() -> notify(OutgoingEvent.system(EventKind.CONNECTED, client, id, "{}")));
            if (random.nextDouble() < late.probability()) {
                options.loop()
                        .schedule(client.lane()::releaseConnected, late.atMost().toNanos(), TimeUnit.NANOSECONDS);
            } else {
                client.lane().releaseConnected();
            }
        });
    }

    @Override
    public CompletionStage<UserEventAnswer> userEvent(ClientContext client, UserEvent event) {
        CompletableFuture<UserEventAnswer> result = new CompletableFuture<>();
        onLoop(() -> client.lane()
                .submit(ended -> sendUserEvent(client, event, answer -> {
                    client.lane().releaseConnected();
                    result.complete(answer);
                    ended.run();
                })));
        return result;
    }

    private void sendUserEvent(ClientContext client, UserEvent event, Consumer<UserEventAnswer> done) {
        Optional<EventHandler> handler = settings(client).userEventHandler(event.name());
        if (handler.isEmpty()) {
            done.accept(new UserEventAnswer.NoHandler());
            return;
        }
        send(OutgoingEvent.user(client, event), handler.get(), answer -> {
            UserEventAnswer read =
                    UserEventAnswers.read(answer, options.behaviour().answers());
            if (answer instanceof Answered answered && !(read instanceof UserEventAnswer.Failed)) {
                keepState(client, answered);
            }
            done.accept(read);
        });
    }

    @Override
    public void disconnected(ClientContext client, String reason) {
        onLoop(() -> client.lane().submit(ended -> {
            client.lane().releaseConnected();
            String json = EventJson.disconnected(reason);
            notify(OutgoingEvent.system(EventKind.DISCONNECTED, client, client.nextEventId(), json));
            ended.run();
        }));
    }

    private void notify(OutgoingEvent event) {
        settings(event.client())
                .systemEventHandler(event.kind().systemName())
                .ifPresent(handler -> send(event, handler, answer -> {}));
    }

    private void send(OutgoingEvent event, EventHandler handler, Consumer<HandlerAnswer> done) {
        if (closed) {
            done.accept(new HandlerAnswer.GivenUp("the upstream was closed"));
            return;
        }
        HandlerRequest request;
        try {
            request = writer.write(event, handler);
        } catch (IllegalArgumentException unsendable) {
            done.accept(new HandlerAnswer.GivenUp("cannot be sent: " + unsendable.getMessage()));
            return;
        }
        URI validation = handler.url(event.client().hub(), EventHandler.VALIDATE);
        HandshakeGate gate = gatesByUrl.computeIfAbsent(
                validation, url -> new HandshakeGate(options, http, url, handler.auth(), counters));
        Ending ending = new Ending(done);
        EventDelivery delivery = new EventDelivery(options, counters, recording, event, ending);
        ending.delivery = delivery;
        underWay.add(delivery);
        delivery.start(gate, http, request);
    }

    /** Takes a delivery off the list before its answer is used, so that closing meets every delivery once. */
    private final class Ending implements Consumer<HandlerAnswer> {
        private final Consumer<HandlerAnswer> next;
        private @Nullable EventDelivery delivery;

        Ending(Consumer<HandlerAnswer> next) {
            this.next = next;
        }

        @Override
        public void accept(HandlerAnswer answer) {
            underWay.remove(delivery);
            next.accept(answer);
        }
    }

    private static void keepState(ClientContext client, Answered answer) {
        answer.headers().getAll(EventWriter.CONNECTION_STATE).stream()
                .reduce((first, second) -> second)
                .ifPresent(client::setConnectionState);
    }

    private HubSettings settings(ClientContext client) {
        return options.hubs().apply(client.hub());
    }

    private void onLoop(Runnable work) {
        if (options.loop().inEventLoop()) {
            work.run();
        } else {
            options.loop().execute(work);
        }
    }

    @Override
    public void close() {
        onLoop(() -> {
            closed = true;
            gatesByUrl.values().forEach(HandshakeGate::retire);
            Set.copyOf(underWay).forEach(delivery -> delivery.giveUp("the upstream was closed"));
            http.close();
        });
    }
}
