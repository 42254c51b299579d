package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.LocalAuth;
import io.github.kafkaconnect.webpubsub.emulator.auth.EntraAccess;
import io.github.kafkaconnect.webpubsub.emulator.auth.Tokens;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientCounters;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientGateway;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientParts;
import io.github.kafkaconnect.webpubsub.emulator.fault.Faults;
import io.github.kafkaconnect.webpubsub.emulator.fault.RecordedRequest;
import io.github.kafkaconnect.webpubsub.emulator.fault.Recorder;
import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.http.Freezer;
import io.github.kafkaconnect.webpubsub.emulator.http.HttpService;
import io.github.kafkaconnect.webpubsub.emulator.http.Listener;
import io.github.kafkaconnect.webpubsub.emulator.http.Request;
import io.github.kafkaconnect.webpubsub.emulator.http.Traffic;
import io.github.kafkaconnect.webpubsub.emulator.hub.HubSettings;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestApi;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder;
import io.github.kafkaconnect.webpubsub.emulator.service.Hub;
import io.github.kafkaconnect.webpubsub.emulator.service.Hubs;
import io.github.kafkaconnect.webpubsub.emulator.upstream.HttpUpstream;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.UnkeyedSignature;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamOptions;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A running emulator of the service. Every method may be called from any thread but those of the emulator itself.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.start(EmulatorOptions.DEFAULT.withHub("chat", settings))) {
 *     emulator.faults().add(FaultRule.answer(503).onSends().times(3));
 *     connect(emulator.connectionString());
 *     assertThat(emulator.recorded()).hasSize(1);
 * }
 * }</pre>
 */
public final class Emulator implements AutoCloseable {
    private static final long LOOP_ANSWER_SECONDS = 10;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Listener listener;
    private final Tokens tokens;
    private final EntraAccess entra;
    private final Hubs hubs = new Hubs();
    private final Freezer freezer = new Freezer();
    private final ClientCounters counters = new ClientCounters();
    private final Faults faults;
    private final Recorder recorder;
    private final HttpUpstream upstream;
    private final List<String> endpoints = new CopyOnWriteArrayList<>();
    private final Map<String, HubSettings> settingsByHub = new ConcurrentSkipListMap<>();
    private volatile EmulatorOptions.Keys keys;
    private volatile Function<String, Optional<String>> identity = audience -> Optional.empty();

    private Emulator(EmulatorOptions options) {
        this.keys = options.keys();
        this.group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("emulator", true), NioIoHandler.newFactory());
        this.loop = group.next();
        this.tokens = new Tokens(options.clock(), options.keys().skewSeconds());
        this.entra = new EntraAccess(options.clock(), options.keys().skewSeconds());
        use(keys);
        this.faults = new Faults(options.unkindness().seed());
        this.recorder = new Recorder(
                options.recording().requestsMax(), options.recording().bytesMax());
        this.upstream = upstream(options);
        options.hubs().forEach(this::hub);
        this.listener = listener(options);
        this.endpoints.add("http://127.0.0.1:" + listener.port());
        this.endpoints.add("http://localhost:" + listener.port());
        this.endpoints.add("http://[::1]:" + listener.port());
    }

    /** @throws java.io.UncheckedIOException when the port is busy */
    public static Emulator start(EmulatorOptions options) {
        return new Emulator(options);
    }

    private HttpUpstream upstream(EmulatorOptions options) {
        long seed = options.unkindness().seed();
        boolean signed = options.keys().localAuth() == LocalAuth.ON
                || options.upstream().requests().unkeyedSignature() == UnkeyedSignature.SENT;
        return new HttpUpstream(new UpstreamOptions(
                options.origin(),
                () -> signed ? List.of(keys.primary(), keys.secondary()) : List.of(),
                this::hub,
                audience -> identity.apply(audience),
                Clock.systemUTC(),
                seed,
                loop,
                options.upstream()));
    }

    private void use(EmulatorOptions.Keys fresh) {
        List<String> texts = List.of(fresh.primary(), fresh.secondary());
        if (fresh.localAuth() == LocalAuth.ON) {
            tokens.keys(texts);
        } else {
            tokens.switchOff(texts);
        }
    }

    private Listener listener(EmulatorOptions options) {
        EmulatorOptions.Unkindness unkindness = options.unkindness();
        SendOrder order = new SendOrder(loop, unkindness.sendDelays(), unkindness.seed(), freezer::run);
        RestApi rest =
                new RestApi(new RestApi.Parts(hubs, tokens, entra, options.rest(), options.groups(), endpoints, order));
        ClientGateway gateway = new ClientGateway(new ClientParts(
                loop,
                hubs,
                new ClientParts.Credentials(tokens, endpoints),
                upstream,
                this::hub,
                options.client(),
                options.groups(),
                freezer,
                counters));
        Admin admin = new Admin(this);
        HttpService service = new HttpService() {
            @Override
            public void serve(Request request, Consumer<Answer> answers) {
                (Admin.owns(request) ? admin : rest).serve(request, answers);
            }
        };
        Traffic traffic = new Traffic(faults, recorder, freezer, unkindness.idleTimeout(), unkindness.closeEvery());
        try {
            return new Listener(loop, options.port(), service, gateway, traffic);
        } catch (RuntimeException e) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw e;
        }
    }

    public int port() {
        return listener.port();
    }

    /** The base URL, {@code http://127.0.0.1:port}; tokens for {@code localhost} are taken as well. */
    public String endpoint() {
        return endpoints.get(0);
    }

    /** With the primary key. */
    public String connectionString() {
        return connectionString(keys.primary());
    }

    /** With the secondary key. */
    public String secondaryConnectionString() {
        return connectionString(keys.secondary());
    }

    private String connectionString(String key) {
        return "Endpoint=" + endpoint() + ";AccessKey=" + key + ";Version=1.0;";
    }

    public EmulatorOptions.Keys keys() {
        return keys;
    }

    /**
     * Replaces both keys: tokens of the old ones are refused and events are signed with the new ones from now on; open
     * connections stay.
     */
    public void rotate(String primary, String secondary) {
        EmulatorOptions.Keys fresh = keys.with(primary, secondary);
        onLoop(() -> {
            keys = fresh;
            use(fresh);
            return true;
        });
    }

    /** Whose tokens of Microsoft Entra ID the REST API takes, and what their identities may do: at first, none. */
    public EntraAccess entra() {
        return entra;
    }

    /**
     * Gives the service a managed identity: handlers with that authentication get its tokens from now on, none at first.
     *
     * @param tokens a token for an audience; asked for every event, on the emulator's own thread
     */
    public void identity(Function<String, Optional<String>> tokens) {
        identity = tokens;
    }

    /** The settings of a hub, whatever the case of its name. */
    public HubSettings hub(String name) {
        return settingsByHub.getOrDefault(name.toLowerCase(Locale.ROOT), HubSettings.DEFAULT);
    }

    /** Configures a hub; events and clients from now on see it, and handlers are asked for their consent anew. */
    public void hub(String name, HubSettings settings) {
        settingsByHub.put(name.toLowerCase(Locale.ROOT), settings);
        upstream.forgetHandshakes();
    }

    void forgetHub(String name) {
        settingsByHub.remove(name.toLowerCase(Locale.ROOT));
        upstream.forgetHandshakes();
    }

    /** The configured hubs by name in lower case. */
    public Map<String, HubSettings> hubs() {
        return Map.copyOf(settingsByHub);
    }

    /** The rules for what goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** Plays dead: sockets stay open, nothing is answered, nothing reaches a client. */
    public void freeze() {
        onLoop(() -> {
            freezer.freeze();
            return true;
        });
    }

    /** Comes back and does what was held back, in its order. */
    public void unfreeze() {
        onLoop(() -> {
            freezer.unfreeze();
            return true;
        });
    }

    /** Closes every socket, HTTP and WebSocket, without a word; new ones are accepted. */
    public void cutSockets() {
        listener.cutSockets();
    }

    /** The requests received, oldest first, as far as they are remembered. */
    public List<RecordedRequest> recorded() {
        return recorder.all();
    }

    public void clearRecorded() {
        recorder.clear();
    }

    /** The connections of a hub now; a dropped reliable one counts while it can come back. */
    public List<ClientSnapshot> clients(String hub) {
        return onLoop(() -> hubs.hub(hub).all().stream()
                .map(connection -> new ClientSnapshot(
                        connection.id(),
                        connection.userId(),
                        new LinkedHashSet<>(connection.groups()),
                        connection.identity().protocol()))
                .toList());
    }

    /** The sender of upstream events, with its counters and its recording. */
    public HttpUpstream upstream() {
        return upstream;
    }

    /** Counters since the start. */
    public Stats stats() {
        return onLoop(this::statsOnLoop);
    }

    Stats statsOnLoop() {
        int connections = hubs.all().stream().mapToInt(Hub::size).sum();
        return Stats.of(listener.statuses(), counters, upstream.counters(), connections);
    }

    Freezer freezer() {
        return freezer;
    }

    private <T> T onLoop(Callable<T> work) {
        try {
            return loop.submit(work).get(LOOP_ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the emulator", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The emulator's event loop does not answer", e);
        }
    }

    @Override
    public void close() {
        listener.close();
        upstream.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
