package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.http.Percent;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.Paths;
import io.github.kafkaconnect.webpubsub.emulator.rest.RestRules.SlashMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a path and takes its parameters out. */
final class Router {
    private static final List<Entry> ENTRIES = Arrays.stream(Operation.values())
            .map(operation -> new Entry(operation, operation.template()))
            .toList();
    private static final Pattern ESCAPED_SLASH = Pattern.compile("%2[fF]");
    private final Paths paths;

    private record Entry(Operation operation, List<String> template) {}

    /** An operation with its decoded path parameters; health has none, all others have {@code hub}. */
    record Route(Operation operation, Map<String, String> parameters) {
        String parameter(String name) {
            String value = parameters.get(name);
            if (value == null) {
                throw new IllegalStateException(operation + " has no parameter " + name);
            }
            return value;
        }
    }

    Router(Paths paths) {
        this.paths = paths;
    }

    /** @throws RestError 404 for an unknown path, 405 for a known one, 400 for a malformed escape */
    Route route(String method, String path) throws RestError {
        List<String> segments = DotSegments.treated(split(path), paths.dots());
        if (segments.equals(List.of("api", "health"))) {
            if (!"HEAD".equals(method)) {
                throw RestError.bare(405);
            }
            return new Route(Operation.HEALTH, Map.of());
        }
        if (segments.size() < 4
                || !segments.get(0).equals("api")
                || !segments.get(1).equals("hubs")) {
            throw RestError.bare(404);
        }
        return route(method, segments.get(2), segments.subList(3, segments.size()));
    }

    private Route route(String method, String hub, List<String> rest) throws RestError {
        Set<String> otherMethods = new TreeSet<>();
        for (Entry entry : ENTRIES) {
            if (matches(entry.template(), rest)) {
                String wanted = entry.operation().method();
                if (wanted.equals(method)) {
                    return new Route(entry.operation(), parameters(entry.template(), hub, rest));
                }
                otherMethods.add(wanted);
            }
        }
        throw RestError.bare(otherMethods.isEmpty() ? 404 : 405);
    }

    private static boolean matches(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            String wanted = template.get(i);
            String segment = segments.get(i);
            boolean matches = isParameter(wanted) ? !segment.isEmpty() : wanted.equals(segment);
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private Map<String, String> parameters(List<String> template, String hub, List<String> segments) throws RestError {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("hub", decode(hub));
        for (int i = 0; i < segments.size(); i++) {
            String name = template.get(i);
            if (isParameter(name)) {
                parameters.put(name.substring(1, name.length() - 1), decode(segments.get(i)));
            }
        }
        return parameters;
    }

    private String decode(String segment) throws RestError {
        try {
            @Nullable
            String kept = paths.slashes() == SlashMode.KEPT && segment.indexOf('%') >= 0
                    ? ESCAPED_SLASH.matcher(segment).replaceAll("%252F")
                    : null;
            return Percent.decodePath(kept == null ? segment : kept);
        } catch (IllegalArgumentException e) {
            throw RestError.badRequest("Request", "The request path is malformed.");
        }
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>(8);
        int start = path.startsWith("/") ? 1 : 0;
        for (int end = path.indexOf('/', start); end >= 0; end = path.indexOf('/', start)) {
            segments.add(path.substring(start, end));
            start = end + 1;
        }
        segments.add(path.substring(start));
        return segments;
    }
}
