package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.AckOrder;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Conflict;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.DisconnectedEvent;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Goodbye;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Recovery;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import io.github.kafkaconnect.webpubsub.emulator.service.GroupRules;
import io.github.kafkaconnect.webpubsub.emulator.service.Hub;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import io.github.kafkaconnect.webpubsub.emulator.service.Outlet;
import io.github.kafkaconnect.webpubsub.emulator.service.Permissions;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ClientContext;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEvent;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEventAnswer;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection id from the upgrade to its final end. A reliable one survives the loss of its socket for the recovery
 * window; every other one ends with it.
 *
 * <p>Frames of the client are handled one after the other: while the upstream decides on an event, later frames wait.
 */
final class Session implements Outlet {
    /** Frames that may wait for the upstream before the socket is no longer read. */
    private static final int INBOX_MAX = 64;

    private static final String DROPPED = "The connection was closed without a close frame.";

    private final ClientParts parts;
    private final ClientContext context;
    private final Connection connection;
    private final Hub hub;
    private final Dialect dialect;
    private final @Nullable Replay replay;
    private final ReconnectionTokens reconnectionTokens;
    private final Deque<Runnable> inbox = new ArrayDeque<>();
    private @Nullable Socket socket;
    private @Nullable ScheduledFuture<?> expiry;
    private boolean awaitingUpstream;
    private boolean disconnectedSent;
    private boolean ended;

    Session(ClientParts parts, Admission admission) {
        this.parts = parts;
        this.context = admission.context();
        this.connection = new Connection(
                admission.identity(),
                new Permissions(admission.roles(), parts.rules().limits().literalPermissions()),
                this);
        this.reconnectionTokens = new ReconnectionTokens(parts.rules().recovery());
        this.hub = parts.hubs().hub(admission.identity().hub());
        MessageFrames frames = new MessageFrames(parts.rules().messages());
        String protocol = admission.identity().protocol();
        boolean reliable = Subprotocol.RELIABLE_JSON.equals(protocol);
        this.replay = reliable ? new Replay(parts.rules().limits().replay(), frames) : null;
        this.dialect = Subprotocol.isJson(protocol)
                ? new JsonDialect(this, frames)
                : new SimpleDialect(this, admission.mode());
    }

    Connection connection() {
        return connection;
    }

    Hub hub() {
        return hub;
    }

    ClientRules rules() {
        return parts.rules();
    }

    GroupRules groupRules() {
        return parts.groups();
    }

    void start(Socket first, Iterable<String> groups) {
        hub.add(connection);
        groups.forEach(group -> hub.join(connection, group));
        parts.counters().connected().increment();
        attach(first);
        parts.upstream().connected(context);
    }

    private void attach(Socket fresh) {
        socket = fresh;
        fresh.attach(this, keepAlive().toNanos());
        String token = replay == null ? null : reconnectionTokens.next();
        Frame greeting = dialect.greeting(token);
        if (greeting != null) {
            fresh.send(greeting, null);
        }
    }

    private Duration keepAlive() {
        HubSettings settings = parts.settings().apply(hub.name());
        Duration override = rules().pings().interval();
        return override.isZero() ? Duration.ofSeconds(settings.webSocketKeepAliveIntervalInSeconds()) : override;
    }

    /** A reliable client may have everything in its queue that it may leave unacknowledged, after a recovery at once. */
    ClientRules.Bounds queueMax() {
        ClientRules.Limits limits = rules().limits();
        return reliable() ? limits.queue().plus(limits.replay()) : limits.queue();
    }

    /** Whether a client that shows this token may take the connection over. */
    boolean isRecoverableWith(@Nullable String token) {
        boolean taken = socket != null && rules().recovery().conflict() == Conflict.OLDER_WINS;
        return !ended && !taken && replay != null && token != null && reconnectionTokens.isValid(token);
    }

    /** Goes on with another socket: everything unacknowledged is sent again. A socket that still lives is closed. */
    void recover(Socket fresh) {
        Replay kept = Objects.requireNonNull(replay, "only reliable sessions recover");
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
        disconnectedSent = false;
        Socket old = socket;
        attach(fresh);
        if (old != null) {
            old.close(1000, "Recovered by another socket");
        }
        kept.pending(System.nanoTime()).forEach(entry -> fresh.send(entry.frame(), entry.message()));
    }

    @Override
    public void deliver(Message message) {
        if (ended) {
            return;
        }
        Socket current = socket;
        if (replay != null) {
            Replay.Entry entry = replay.add(message);
            if (replay.isOverflowing()) {
                parts.counters().slowClients().increment();
                finish(rules().closeCodes().overflow(), "SlowClient");
            } else if (current != null) {
                current.send(entry.frame(), message);
            }
        } else if (current != null) {
            current.send(dialect.frame(message), message);
        }
    }

    @Override
    public void close(String reason) {
        finish(1000, reason);
    }

    /** Ends the connection from the service's side. */
    void finish(int code, String reason) {
        Socket current = socket;
        if (current != null && !ended) {
            Frame farewell = dialect.farewell(reason);
            if (farewell != null) {
                current.send(farewell, null);
            }
            current.close(code, reason);
        }
        end(reason);
    }

    private void end(String reason) {
        if (ended) {
            return;
        }
        ended = true;
        if (expiry != null) {
            expiry.cancel(false);
        }
        inbox.clear();
        hub.remove(connection);
        sendDisconnected(reason);
    }

    private void sendDisconnected(String reason) {
        if (!disconnectedSent) {
            disconnectedSent = true;
            parts.upstream().disconnected(context, reason);
        }
    }

    /** The client does not read fast enough: a reliable one may come back, any other one is gone. */
    void slow(Socket from) {
        parts.counters().slowClients().increment();
        from.cut();
        if (replay == null) {
            end("SlowClient");
        }
    }

    void pingTimeout(Socket from) {
        if (replay == null) {
            finish(1000, "PingTimeout");
        } else {
            from.cut();
        }
    }

    void dropped(Socket from) {
        if (ended || from != socket) {
            return;
        }
        socket = null;
        if (replay == null) {
            end(DROPPED);
        } else {
            Recovery recovery = rules().recovery();
            if (recovery.disconnected() == DisconnectedEvent.AT_ONCE) {
                sendDisconnected(DROPPED);
            }
            expiry = parts.loop().schedule(() -> end(DROPPED), recovery.window().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void goodbye(Socket from, int code) {
        take(from, () -> {
            from.close(code, "");
            if (replay == null || rules().recovery().goodbye() == Goodbye.FINAL) {
                end("");
            }
        });
    }

    void received(Socket from, Frame frame) {
        take(from, () -> dialect.handle(frame));
    }

    private void take(Socket from, Runnable work) {
        if (from == socket && !ended) {
            inbox.addLast(work);
            pump();
        }
    }

    private void pump() {
        while (!awaitingUpstream && !inbox.isEmpty()) {
            inbox.removeFirst().run();
        }
        if (socket != null) {
            socket.reading(inbox.size() < INBOX_MAX);
        }
    }

    /** Lets the upstream decide; frames that come meanwhile wait. */
    void event(UserEvent event, Consumer<UserEventAnswer> then) {
        awaitingUpstream = true;
        parts.upstream().userEvent(context, event).whenComplete((answer, failure) -> parts.loop()
                .execute(() -> {
                    awaitingUpstream = false;
                    decided(failure == null ? answer : new UserEventAnswer.Failed(failure.toString()), then);
                    pump();
                }));
    }

    private void decided(UserEventAnswer answer, Consumer<UserEventAnswer> then) {
        boolean ackFirst = rules().acks().reply() == AckOrder.ACK_FIRST;
        if (ackFirst && !ended) {
            then.accept(answer);
        }
        if (answer instanceof UserEventAnswer.Reply reply) {
            Message.Envelope envelope = Message.Envelope.fromServer(reply.metadata());
            deliver(new Message(envelope, MediaTypes.dataType(reply.contentType()), reply.body()));
        }
        if (!ackFirst && !ended) {
            then.accept(answer);
        }
    }

    /** Confirms messages to a reliable client's replay. */
    void acknowledge(long sequenceId) {
        if (replay != null) {
            replay.acknowledge(sequenceId);
        }
    }

    /** Sends a frame that is not a message. */
    void say(Frame frame) {
        if (socket != null) {
            socket.send(frame, null);
        }
    }

    /** Passes a message of this client to a group. */
    void publish(Message message, boolean noEcho) {
        for (Connection member : hub.inGroup(Objects.requireNonNull(message.group()))) {
            if (!noEcho || member != connection) {
                member.outlet().deliver(message);
            }
        }
    }

    boolean reliable() {
        return replay != null;
    }
}
