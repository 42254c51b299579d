package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Handshakes;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.Unanswered;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An upstream with short delays in front of a scripted handler. */
final class UpstreamFixture implements AutoCloseable {
    static final String ORIGIN = "contoso.webpubsub.azure.com";
    static final UpstreamBehaviour QUICK = UpstreamBehaviour.DOCUMENTED
            .withRetryDelays(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(60))
            .withEventTimeout(Duration.ofSeconds(5))
            .withHandshakes(handshakes(Unanswered.HOLD_EVENTS));

    final ScriptedHandler handler;
    final HttpUpstream upstream;
    volatile HubSettings settings = HubSettings.DEFAULT;
    final ManualClock clock = new ManualClock();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    UpstreamFixture() throws IOException {
        this(QUICK);
    }

    UpstreamFixture(UpstreamBehaviour behaviour) throws IOException {
        this(behaviour, new ScriptedHandler(), "http");
    }

    UpstreamFixture(UpstreamBehaviour behaviour, ScriptedHandler handler, String scheme) {
        this.handler = handler;
        String template = scheme + "://127.0.0.1:" + handler.port() + "/wps/{hub}/{event}?code=K1";
        settings = HubSettings.DEFAULT.withEventHandlers(EventHandler.ofEverything(template));
        upstream = new HttpUpstream(new UpstreamOptions(
                ORIGIN,
                () -> List.of("primary-key-AAAA", "secondary-key-BBBB"),
                hub -> settings,
                audience -> Optional.of("token-for-" + audience),
                clock,
                1,
                group.next(),
                behaviour));
    }

    static Handshakes handshakes(Unanswered unanswered) {
        return Handshakes.DOCUMENTED
                .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMillis(30))
                .withUnanswered(unanswered);
    }

    ClientContext client() {
        return new ClientContext("chat", "con-8f2b61c0", "ann");
    }

    ConnectAnswer connect(ClientContext client) {
        return await(upstream.connect(
                client, new ConnectRequest(Map.of("sub", List.of("ann")), Map.of(), Map.of(), List.of())));
    }

    UserEventAnswer userEvent(ClientContext client, String name, String text) {
        return await(send(client, name, text));
    }

    CompletionStage<UserEventAnswer> send(ClientContext client, String name, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return upstream.userEvent(client, new UserEvent(name, "text/plain", body, Map.of()));
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        upstream.close();
        handler.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** The system clock, moved forward by hand. */
    static final class ManualClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration by) {
            ahead = ahead.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("times are in UTC");
        }
    }
}
