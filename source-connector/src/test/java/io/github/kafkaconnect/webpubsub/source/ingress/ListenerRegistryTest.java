package io.github.kafkaconnect.webpubsub.source.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReply;
import io.github.kafkaconnect.webpubsub.common.transport.ReceivedRequest;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverState;
import io.github.kafkaconnect.webpubsub.common.transport.TurnedAway;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ListenerRegistryTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final ListenerRegistry registry = new ListenerRegistry(now::get);
    private final List<FakeReceiver> receivers = new ArrayList<>();

    @Test
    void tasksShareAListenerUntilTheLastLeaves() {
        ListenerRegistry.Lease first = register("plain", Routes.route("a", 0, "/events", "chat"));
        ListenerRegistry.Lease second = register("plain", Routes.route("a", 1, "/events", "chat"));
        ListenerRegistry.Lease other = register("plain", Routes.route("b", 0, "/events", "other"));
        assertThat(receivers).hasSize(1);
        first.close();
        second.close();
        second.close();
        assertThat(receivers.get(0).closed).isFalse();
        other.close();
        assertThat(receivers.get(0).closed).isTrue();
    }

    @Test
    void aSuccessorTakesTheRouteOverAndTheLateStopChangesNothing() {
        Route old = Routes.route("a", 0, "/events", "chat");
        Route successor = Routes.route("a", 0, "/moved", "chat");
        ListenerRegistry.Lease oldLease = register("plain", old);
        ListenerRegistry.Lease lease = register("plain", successor);
        assertThat(receivers).hasSize(1);
        assertThat(validate("/moved")).isEqualTo(200);
        assertThat(validate("/events")).isEqualTo(404);
        oldLease.close();
        assertThat(receivers.get(0).closed).isFalse();
        assertThat(validate("/moved")).isEqualTo(200);
        lease.close();
        assertThat(receivers.get(0).closed).isTrue();
    }

    @Test
    void aSuccessorWithOtherSettingsGetsAListenerOfItsOwn() {
        ListenerRegistry.Lease old = register("plain", Routes.route("a", 0, "/events", "chat"));
        ListenerRegistry.Lease lease = register("tls", Routes.route("a", 0, "/events", "chat"));
        assertThat(receivers).hasSize(2);
        assertThat(receivers.get(0).closed).isTrue();
        old.close();
        assertThat(receivers.get(1).closed).isFalse();
        lease.close();
        assertThat(receivers.get(1).closed).isTrue();
    }

    @Test
    void twoConnectorsCannotTakeTheSameEvents() {
        register("plain", Routes.route("a", 0, "/events", "chat"));
        assertThatThrownBy(() -> register("plain", Routes.route("b", 0, "/events/", "CHAT")))
                .hasMessageContaining("WPS-1002")
                .hasMessageContaining("connector a")
                .hasMessageContaining("upstream.path")
                .hasMessageContaining("webpubsub.hub");
        assertThatThrownBy(() -> register("tls", Routes.route("b", 0, "/other", "chat")))
                .hasMessageContaining("connector a")
                .hasMessageContaining("another upstream.listen.address");
        assertThat(receivers.get(0).closed).isFalse();
    }

    @Test
    void aFailedBindLeavesNothingBehind() {
        ListenerSpec failing = new ListenerSpec("127.0.0.1:1", "plain", handler -> {
            throw new IllegalStateException("taken");
        });
        assertThatThrownBy(() -> registry.register(failing, Routes.route("a", 0, "/events", "chat")))
                .hasMessage("taken");
        ListenerRegistry.Lease lease = register("plain", Routes.route("b", 0, "/events", "chat"));
        lease.close();
        assertThat(receivers.get(0).closed).isTrue();
    }

    @Test
    void aTaskThatLeftIsNot404WhileOthersKeepTheListener() {
        ListenerRegistry.Lease left = register("plain", Routes.route("a", 0, "/events", "chat"));
        ListenerRegistry.Lease other = register("plain", Routes.route("b", 0, "/other", "other"));
        left.close();
        assertThat(validate("/events")).isEqualTo(200);
        ListenerRegistry.Lease heir = register("plain", Routes.route("c", 0, "/events", "chat"));
        other.close();
        assertThat(receivers.get(0).closed).isFalse();
        heir.close();
        assertThat(receivers.get(0).closed).isTrue();
    }

    @Test
    void aConnectorThatDoesNotComeBackIsForgottenAfterAWhile() {
        register("plain", Routes.route("a", 0, "/events", "chat")).close();
        ListenerRegistry.Lease left = register("plain", Routes.route("a", 0, "/events", "chat"));
        register("plain", Routes.route("b", 0, "/other", "other"));
        left.close();
        now.addAndGet(TimeUnit.MINUTES.toNanos(10) - 1);
        assertThat(validate("/events")).isEqualTo(200);
        now.addAndGet(1);
        assertThat(validate("/events")).isEqualTo(404);
        assertThat(validate("/other")).isEqualTo(400);
        register("plain", Routes.route("a", 0, "/events", "chat"));
        assertThat(validate("/events")).isEqualTo(200);
    }

    @Test
    void otherConnectorsThatLeftAreKnownToAListenerThatReplacesTheirs() {
        ListenerRegistry.Lease left = register("plain", Routes.route("a", 0, "/events", "chat"));
        register("plain", Routes.route("b", 0, "/other", "other"));
        left.close();
        register("tls", Routes.route("b", 0, "/other", "other"));
        assertThat(receivers).hasSize(2);
        assertThat(validate("/events")).isEqualTo(200);
        now.addAndGet(TimeUnit.MINUTES.toNanos(10));
        assertThat(validate("/events")).isEqualTo(404);
    }

    /** The service does not repeat what was answered 404, so an event on a connection still open then would be lost. */
    @Test
    void aRequestThatMeetsTheListenerWhileItsLastTaskLeavesIsNot404() {
        register("plain", Routes.route("a", 0, "/events", "chat")).close();
        assertThat(receivers.get(0).closed).isTrue();
        assertThat(validate("/events")).isEqualTo(200);
    }

    @Test
    void aHandshakeCountsAtEveryTaskOfThePathThatKnowsTheOrigin() {
        Route first = Routes.route("a", 0, "/events", "chat");
        Route second = Routes.route("a", 1, "/events", "chat");
        Route stranger = Routes.route("b", 0, "/events", "other");
        Route elsewhere = Routes.route("a", 2, "/elsewhere", "chat");
        List.of(first, second, stranger, elsewhere).forEach(route -> register("plain", route));
        assertThat(validate("/events")).isEqualTo(200);
        assertThat(validate("/nowhere")).isEqualTo(404);
        assertThat(List.of(first, second, stranger, elsewhere))
                .extracting(route -> route.requests().handshakes())
                .containsExactly(1L, 1L, 0L, 0L);
        assertThat(List.of(first, stranger, elsewhere)).allSatisfy(route -> {
            assertThat(route.requests().failedHandshakes()).isZero();
            assertThat(route.requests().refused(Refusal.Kind.PATH)).isEqualTo(1);
        });
    }

    @Test
    void aWrongMethodCountsAtEveryTaskOfThePath() {
        Route first = Routes.route("a", 0, "/events", "chat");
        Route second = Routes.route("a", 1, "/events", "chat");
        Route elsewhere = Routes.route("a", 2, "/elsewhere", "chat");
        List.of(first, second, elsewhere).forEach(route -> register("plain", route));
        assertThat(ask("PUT", "/events")).isEqualTo(405);
        assertThat(List.of(first, second, elsewhere))
                .extracting(route -> route.requests().refused(Refusal.Kind.MALFORMED))
                .containsExactly(1L, 1L, 0L);
    }

    @Test
    void aLeaseTellsWhatTheListenerDoes() {
        ListenerRegistry.Lease lease = register("plain", Routes.route("a", 0, "/events", "chat"));
        assertThat(lease.state()).isEqualTo(new ReceiverState(true, 2, 5, Map.of(TurnedAway.SLOW, 3L)));
        lease.close();
        assertThat(lease.state().listening()).isFalse();
    }

    private ListenerRegistry.Lease register(String settings, Route route) {
        return registry.register(
                new ListenerSpec("127.0.0.1:1", settings, handler -> {
                    FakeReceiver receiver = new FakeReceiver(handler);
                    receivers.add(receiver);
                    return receiver;
                }),
                route);
    }

    private int validate(String path) {
        return ask("OPTIONS", path);
    }

    private int ask(String method, String path) {
        List<HttpReply> replies = new ArrayList<>();
        ReceivedRequest request = new ReceivedRequest(
                method, path, List.of(Map.entry("webhook-request-origin", "a.example")), new byte[0]);
        receivers.get(receivers.size() - 1).handler.handle(request, new HttpReceiver.Reply() {
            @Override
            public void send(HttpReply reply) {
                replies.add(reply);
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        });
        return replies.get(0).status();
    }

    private static final class FakeReceiver implements HttpReceiver {
        private final Handler handler;
        private boolean closed;

        FakeReceiver(Handler handler) {
            this.handler = handler;
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved("127.0.0.1", 1);
        }

        @Override
        public ReceiverState state() {
            return new ReceiverState(!closed, 2, 5, Map.of(TurnedAway.SLOW, 3L));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
