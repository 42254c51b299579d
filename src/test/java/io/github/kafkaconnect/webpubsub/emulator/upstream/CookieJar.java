package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.ClientCookieEncoder;
import io.netty.handler.codec.http.cookie.Cookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cookies of one client connection: set by the connect answer, sent with its later events to the same host. Cookie
 * domains are not followed. Confined to the event loop.
 */
final class CookieJar {
    private record Key(String host, String name) {}

    private final Map<Key, Cookie> cookies = new LinkedHashMap<>();

    void keep(URI from, HttpHeaders answer) {
        for (String line : answer.getAll(HttpHeaderNames.SET_COOKIE)) {
            Cookie cookie = ClientCookieDecoder.LAX.decode(line);
            if (cookie != null) {
                Key key = new Key(from.getHost(), cookie.name());
                if (cookie.maxAge() <= 0 && cookie.maxAge() != Cookie.UNDEFINED_MAX_AGE) {
                    cookies.remove(key);
                } else {
                    cookies.put(key, cookie);
                }
            }
        }
    }

    /** The value of the {@code Cookie} header, if there is anything to send. */
    Optional<String> header(URI to) {
        List<Cookie> sent = cookies.entrySet().stream()
                .filter(entry -> entry.getKey().host().equals(to.getHost()) && fits(entry.getValue(), to))
                .map(Map.Entry::getValue)
                .toList();
        return sent.isEmpty() ? Optional.empty() : Optional.of(ClientCookieEncoder.LAX.encode(sent));
    }

    private static boolean fits(Cookie cookie, URI to) {
        String path = cookie.path();
        String target = to.getPath() == null ? "" : to.getPath();
        boolean pathFits =
                path == null || target.equals(path) || target.startsWith(path.endsWith("/") ? path : path + "/");
        return pathFits && (!cookie.isSecure() || "https".equalsIgnoreCase(to.getScheme()));
    }
}
