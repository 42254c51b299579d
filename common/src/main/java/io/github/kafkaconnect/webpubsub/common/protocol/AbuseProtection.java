package io.github.kafkaconnect.webpubsub.common.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The handshake by which an upstream allows the service to post events to it: the request names the service's hosts in
 * {@code WebHook-Request-Origin}, the reply repeats each host that may post in a {@code WebHook-Allowed-Origin} line of its own. A
 * resource with replicas or custom domains names several hosts, separated by comma or blank or on repeated lines; a reply with
 * several hosts in one line matches none of them.
 */
public final class AbuseProtection {
    /** Host names in lower case, without scheme; {@code *} allows all. */
    private final Set<String> allowed;

    /** @param allowedOrigins host names, also as URLs or with a port; {@code *} for every host */
    public AbuseProtection(Collection<String> allowedOrigins) {
        Set<String> hosts = new LinkedHashSet<>();
        allowedOrigins.forEach(origin -> hosts.add(host(origin)));
        this.allowed = Set.copyOf(hosts);
    }

    /** The hosts of a request that may post events, as the request wrote them; empty means refusal. */
    public List<String> allowed(List<String> requestOriginLines) {
        return origins(requestOriginLines).stream().filter(this::allows).toList();
    }

    /** All hosts that a request names, in order, each once. */
    public static List<String> origins(List<String> requestOriginLines) {
        Set<String> origins = new LinkedHashSet<>();
        for (String line : requestOriginLines) {
            origins.addAll(Tokens.split(line));
        }
        return new ArrayList<>(origins);
    }

    private boolean allows(String origin) {
        String host = host(origin);
        return allowed.contains("*") || allowed.contains(host) || allowed.contains(withoutPort(host));
    }

    private static String host(String origin) {
        String text = origin.trim().toLowerCase(Locale.ROOT);
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }
}
