package io.github.kafkaconnect.webpubsub.common.protocol;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a resource is reached: scheme, host, port. Its text has no slash at the end and no default port, so that endpoint + path is
 * the URL that a token's audience must equal.
 *
 * @param port always a real port
 * @param basePath empty, or begins with a slash and does not end with one; only reverse proxies have one
 */
public record Endpoint(String scheme, String host, int port, String basePath) {
    /**
     * Parses the endpoint of a resource. A missing scheme means https, as in the service's own libraries.
     *
     * @throws WebPubSubException OPTION_INVALID
     */
    public static Endpoint parse(String text) {
        Endpoint endpoint = parseWithPath(text);
        if (!endpoint.basePath.isEmpty()) {
            throw invalid("has the path '" + endpoint.basePath + "'; only a reverse proxy may have one");
        }
        return endpoint;
    }

    /** As {@link #parse}, with a path allowed: for a reverse proxy. */
    public static Endpoint parseWithPath(String text) {
        String trimmed = text.trim();
        try {
            URI uri = new URI(trimmed.contains("://") ? trimmed : "https://" + trimmed);
            return of(uri);
        } catch (URISyntaxException e) {
            throw invalid("is not a URL: " + e.getReason());
        }
    }

    private static Endpoint of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw invalid("has the scheme '" + scheme + "' instead of https or http");
        }
        if (uri.getHost() == null) {
            throw invalid("has no valid host name");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid("has a user, query or fragment; give scheme, host and port only");
        }
        String path = uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        Endpoint endpoint = new Endpoint(scheme, uri.getHost().toLowerCase(Locale.ROOT), defaultPort(scheme), path);
        return uri.getPort() < 0 ? endpoint : endpoint.withPort(uri.getPort());
    }

    Endpoint withPort(int newPort) {
        if (newPort < 1 || newPort > 65_535) {
            throw invalid("has the port " + newPort + "; ports are 1 to 65535");
        }
        return new Endpoint(scheme, host, newPort, basePath);
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** Whether the host is this machine by name or literal address; nothing is resolved. */
    public boolean isLoopback() {
        return host.equals("localhost") || host.equals("[::1]") || isLoopbackIpv4();
    }

    private boolean isLoopbackIpv4() {
        return host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /** Such as {@code https://demo.webpubsub.azure.com} or {@code http://127.0.0.1:8080}. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port) + basePath;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static WebPubSubException invalid(String problem) {
        return new WebPubSubException(ErrorCode.OPTION_INVALID, "the endpoint " + problem);
    }
}
