package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the task for a request. Immutable: a change of routes is a new table. */
final class RouteTable {
    static final RouteTable EMPTY = new RouteTable(List.of(), List.of());

    private final List<Route> active;
    /** Of tasks that left while others stay: 503 until somebody takes them over, for 404 would not be repeated. */
    private final List<Departed> departed;

    private final List<Route> routes;
    private final Map<String, Map<Hub, List<Route>>> routesByPath = new HashMap<>();

    private RouteTable(List<Route> active, List<Departed> departed) {
        this.active = List.copyOf(active);
        this.departed = List.copyOf(departed);
        this.routes = Stream.concat(active.stream(), departed.stream().map(Departed::route))
                .toList();
        for (Route route : this.routes) {
            Map<Hub, List<Route>> byHub = routesByPath.computeIfAbsent(route.path(), path -> new HashMap<>());
            route.hubs().forEach(hub -> byHub.computeIfAbsent(hub, key -> new ArrayList<>())
                    .add(route));
        }
    }

    /** @param endNanos when nobody is expected any more to take it over */
    private record Departed(Route route, long endNanos) {}

    /** With a task's route, which takes the place of its predecessor's and of those that nobody serves. */
    RouteTable with(Route route) {
        List<Route> all = new ArrayList<>(active);
        all.removeIf(other -> other.isSameTask(route));
        all.add(route);
        return new RouteTable(
                all,
                departed.stream()
                        .filter(other -> !other.route().connector().equals(route.connector())
                                && !other.route().clashesWith(route))
                        .toList());
    }

    /**
     * Without a task's route. Where that was the connector's last one it stays for a while, unserved.
     *
     * @param endNanos when it is to be forgotten
     */
    RouteTable without(Route route, long endNanos) {
        List<Route> rest = active.stream().filter(other -> !other.equals(route)).toList();
        List<Departed> gone = new ArrayList<>(departed);
        if (rest.stream().noneMatch(other -> other.connector().equals(route.connector()))) {
            gone.add(new Departed(route, endNanos));
        }
        return new RouteTable(rest, gone);
    }

    /** Without those that are at work. */
    RouteTable departed() {
        return new RouteTable(List.of(), departed);
    }

    boolean hasDeparted() {
        return !departed.isEmpty();
    }

    /** Without the unserved routes whose time is over; the same table when there are none. */
    RouteTable at(long nowNanos) {
        List<Departed> waiting = departed.stream()
                .filter(other -> nowNanos - other.endNanos() < 0)
                .toList();
        return waiting.size() == departed.size() ? this : new RouteTable(active, waiting);
    }

    List<Route> active() {
        return active;
    }

    /** The routes for which a health path answers; those of tasks that stopped only where no task at work has the path. */
    List<Route> withHealthAt(String path) {
        List<Route> atWork = withHealthAt(path, active);
        return atWork.isEmpty() ? withHealthAt(path, routes) : atWork;
    }

    private static List<Route> withHealthAt(String path, List<Route> among) {
        return among.stream().filter(route -> route.healthPath().equals(path)).toList();
    }

    /** The longest configured path that the request's path equals or lies below. */
    Optional<String> match(String path) {
        String candidate = path;
        while (!routesByPath.containsKey(candidate)) {
            int slash = candidate.lastIndexOf('/');
            if (slash < 0 || candidate.equals("/")) {
                return Optional.empty();
            }
            candidate = slash == 0 ? "/" : candidate.substring(0, slash);
        }
        return Optional.of(candidate);
    }

    List<Route> at(String configuredPath) {
        return routes.stream()
                .filter(route -> route.path().equals(configuredPath))
                .toList();
    }

    /**
     * The task for a connection's events: always the same one as long as the routes stay, and with few moves when they change (highest
     * random weight).
     */
    Optional<Route> find(String configuredPath, Hub hub, String connectionId) {
        List<Route> candidates =
                routesByPath.getOrDefault(configuredPath, Map.of()).getOrDefault(hub, List.of());
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        Route best = null;
        long bestWeight = Long.MIN_VALUE;
        for (Route route : candidates) {
            long weight = mix(connectionId.hashCode() * 0x9E3779B97F4A7C15L + route.task());
            if (best == null || weight > bestWeight) {
                best = route;
                bestWeight = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Spreads neighbouring numbers (the finalizer of SplitMix64). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
