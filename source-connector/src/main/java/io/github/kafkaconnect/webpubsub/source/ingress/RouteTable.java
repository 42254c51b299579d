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
    private final List<Route> routes;
    private final Map<String, Map<Hub, List<Route>>> routesByPath = new HashMap<>();

    /**
     * @param active of tasks at work
     * @param departed of tasks that stopped and that no other task has replaced
     */
    RouteTable(List<Route> active, List<Route> departed) {
        this.active = List.copyOf(active);
        this.routes = Stream.concat(active.stream(), departed.stream()).toList();
        for (Route route : this.routes) {
            Map<Hub, List<Route>> byHub = routesByPath.computeIfAbsent(route.path(), path -> new HashMap<>());
            route.hubs().forEach(hub -> byHub.computeIfAbsent(hub, key -> new ArrayList<>())
                    .add(route));
        }
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
