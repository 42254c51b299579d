package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.transport.ReceivedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request with its path, query and headers within reach. Its text form is the path alone: queries hold secrets. */
final class IncomingRequest {
    private final ReceivedRequest request;
    private final String path;
    private final String query;

    IncomingRequest(ReceivedRequest request) {
        this.request = request;
        String target = request.target();
        int mark = target.indexOf('?');
        this.path = withoutEndingSlash(mark < 0 ? target : target.substring(0, mark));
        this.query = mark < 0 ? "" : target.substring(mark + 1);
    }

    String method() {
        return request.method();
    }

    String path() {
        return path;
    }

    byte[] body() {
        return request.body();
    }

    List<Map.Entry<String, String>> headers() {
        return request.headers();
    }

    /**
     * All values of a header, in order.
     *
     * @param name in lower case
     */
    List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().equals(name)) {
                values.add(header.getValue());
            }
        }
        return values;
    }

    /**
     * The first value of a header, trimmed and not empty.
     *
     * @param name in lower case
     */
    Optional<String> first(String name) {
        for (Map.Entry<String, String> header : request.headers()) {
            if (header.getKey().equals(name)) {
                return Optional.of(header.getValue().trim()).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** All values of a query parameter, decoded; those that are no encoding are left out. */
    List<String> parameters(String name) {
        if (query.isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>(1);
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                decode(pair.substring(equals + 1)).ifPresent(values::add);
            }
        }
        return values;
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutEndingSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public String toString() {
        return method() + " " + path;
    }
}
