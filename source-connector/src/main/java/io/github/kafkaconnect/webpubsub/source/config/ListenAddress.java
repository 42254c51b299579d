package io.github.kafkaconnect.webpubsub.source.config;

import java.util.Locale;

/** Host and port to listen on; port 0 takes a free one. */
public record ListenAddress(String host, int port) {
    public ListenAddress {
        host = host.toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("has no host; write host:port, such as 127.0.0.1:8090 or [::]:8090");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("has the port " + port + "; ports are 0 to 65535");
        }
    }

    /** @throws IllegalArgumentException with the remedy */
    public static ListenAddress parse(String text) {
        String trimmed = text.trim();
        int colon = trimmed.lastIndexOf(':');
        boolean bareIpv6 = trimmed.indexOf(':') != colon && !trimmed.startsWith("[");
        String port = trimmed.substring(colon + 1);
        boolean number = !port.isEmpty() && port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
        if (colon < 0 || bareIpv6 || !number) {
            throw new IllegalArgumentException("must be host:port, such as 127.0.0.1:8090 or [::]:8090");
        }
        String host = trimmed.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new ListenAddress(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }

    /** Whether the address is reached from this machine only; nothing is resolved. */
    public boolean isLoopback() {
        boolean ipv4 = host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        return ipv4 || host.equals("localhost") || host.equals("::1") || host.equals("0:0:0:0:0:0:0:1");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
