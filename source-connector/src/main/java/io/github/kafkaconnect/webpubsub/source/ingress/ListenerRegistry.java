package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverState;
import io.github.kafkaconnect.webpubsub.source.handoff.RecentAnswers;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of a worker, one per address, opened by their first task and closed by their last. Several tasks and connectors share a
 * listener; requests find them by path, hub and connection. A successor may register before its predecessor leaves: it takes the
 * route over in one step, and the late leaving changes nothing. Locked for registration only, never for requests.
 */
public final class ListenerRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerRegistry.class);

    /** Twice what Kafka's workers wait by default until another one takes over a task: so long its events are not refused for good. */
    private static final long DEPARTED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final LongSupplier nanoTime;
    private final Map<String, Listener> listenerByAddress = new HashMap<>();
    private final Map<String, RecentAnswers> answersByConnector = new HashMap<>();

    /** With the clock of the machine. */
    public ListenerRegistry() {
        this(System::nanoTime);
    }

    /** @param nanoTime monotonic, as {@link System#nanoTime} */
    public ListenerRegistry(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private static final class Listener {
        private final Object settings;
        private final UpstreamDoor door;
        private final HttpReceiver receiver;

        Listener(ListenerSpec spec, RouteTable routes, LongSupplier nanoTime) {
            this.settings = spec.settings();
            this.door = new UpstreamDoor(routes, nanoTime);
            this.receiver = spec.opener().open(door);
        }

        List<Route> active() {
            return door.routes().active();
        }
    }

    /** A task's hold on a listener. */
    public interface Lease extends AutoCloseable {
        /** The address in use, with the real port. */
        InetSocketAddress address();

        /** When the listener's certificate ends; empty without TLS. */
        Optional<Instant> certificateValidUntil();

        /** What the listener is doing; other tasks may share it. */
        ReceiverState state();

        /** Gives the route up, if it is still this task's; the last one closes the listener. Idempotent. */
        @Override
        void close();
    }

    /**
     * What a connector's tasks on this worker answered lately. It outlives them, for a restart must not let in who was just refused; what
     * is left of connectors that are gone is forgotten when another task starts.
     */
    public synchronized RecentAnswers recentAnswers(String connector, RecentAnswers.Bounds bounds, long nowNanos) {
        answersByConnector
                .entrySet()
                .removeIf(entry -> !entry.getKey().equals(connector)
                        && !isActive(entry.getKey())
                        && entry.getValue().isEmptyAt(nowNanos));
        RecentAnswers known = answersByConnector.get(connector);
        if (known == null || !known.bounds().equals(bounds)) {
            known = new RecentAnswers(bounds);
            answersByConnector.put(connector, known);
        }
        return known;
    }

    private boolean isActive(String connector) {
        return listenerByAddress.values().stream()
                .flatMap(listener -> listener.active().stream())
                .anyMatch(route -> route.connector().equals(connector));
    }

    /**
     * Opens or joins the listener of an address.
     *
     * @throws WebPubSubException OPTION_CONFLICT when another connector has the same path and hub, or another listener settings, on the
     *     address; LISTENER_FAILED when it cannot be bound
     */
    public synchronized Lease register(ListenerSpec spec, Route route) {
        Listener listener = listenerByAddress.get(spec.address());
        RouteTable inherited = RouteTable.EMPTY;
        if (listener != null && !listener.settings.equals(spec.settings())) {
            checkReplaceable(listener, spec, route);
            inherited = listener.door.routes().departed();
            listenerByAddress.remove(spec.address());
            listener.receiver.close();
            listener = null;
        }
        if (listener == null) {
            listener = new Listener(spec, inherited.with(route), nanoTime);
            listenerByAddress.put(spec.address(), listener);
            LOG.info("Listening for upstream events address={}", listener.receiver.address());
        } else {
            checkClash(listener, spec, route);
            listener.door.change(routes -> routes.with(route));
        }
        LOG.info(
                "Route added connector={} task={} path={} hubs={}",
                route.connector(),
                route.task(),
                route.path(),
                route.hubs());
        return new RouteLease(this, spec.address(), listener, route);
    }

    /** The settings of an address may change with the configuration of its only connector. */
    private static void checkReplaceable(Listener listener, ListenerSpec spec, Route route) {
        for (Route other : listener.active()) {
            if (!other.connector().equals(route.connector())) {
                throw conflict("connector " + other.connector() + " listens on " + spec.address()
                        + " with other upstream.tls.*, limits or upstream.io.threads; make them equal or choose another"
                        + " upstream.listen.address");
            }
        }
    }

    private static void checkClash(Listener listener, ListenerSpec spec, Route route) {
        for (Route other : listener.active()) {
            if (other.clashesWith(route)) {
                throw conflict("connector " + other.connector() + " takes the events of the same hub at " + route.path()
                        + " on " + spec.address()
                        + "; give this one another upstream.path, upstream.listen.address or webpubsub.hub");
            }
        }
    }

    private synchronized void release(String address, Listener listener, Route route) {
        if (!listener.active().contains(route)) {
            return;
        }
        long endNanos = nanoTime.getAsLong() + DEPARTED_NANOS;
        listener.door.change(routes -> routes.without(route, endNanos));
        if (listener.active().isEmpty() && listenerByAddress.remove(address, listener)) {
            listener.receiver.close();
            LOG.info("Stopped listening for upstream events address={}", address);
        }
    }

    private static WebPubSubException conflict(String detail) {
        return new WebPubSubException(ErrorCode.OPTION_CONFLICT, "upstream.listen.address: " + detail);
    }

    private record RouteLease(ListenerRegistry registry, String key, Listener listener, Route route) implements Lease {
        @Override
        public InetSocketAddress address() {
            return listener.receiver.address();
        }

        @Override
        public Optional<Instant> certificateValidUntil() {
            return listener.receiver.certificateValidUntil();
        }

        @Override
        public ReceiverState state() {
            return listener.receiver.state();
        }

        @Override
        public void close() {
            registry.release(key, listener, route);
        }
    }
}
