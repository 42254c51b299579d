package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * The resource and how to reach it.
 *
 * @param connections primary, then secondary if there is one; same endpoint, different keys
 * @param route where requests go: the reverse proxy if there is one, else the endpoint; tokens are made for the endpoint always
 */
public record ServiceOptions(List<ConnectionString> connections, Endpoint route, String apiVersion) {
    public ServiceOptions {
        connections = List.copyOf(connections);
    }

    /** Expects a configuration that {@link SinkConfigCheck} has no problem with. */
    public static ServiceOptions from(ParsedConfig config) {
        List<ConnectionString> connections = connectionStrings(config);
        if (connections.isEmpty()) {
            connections = endpointAndKeys(config);
        }
        Endpoint endpoint = connections.get(0).endpoint();
        Endpoint route = text(config.find(SinkOptions.REVERSE_PROXY_ENDPOINT))
                .map(Endpoint::parseWithPath)
                .orElse(endpoint);
        return new ServiceOptions(connections, route, config.get(SinkOptions.API_VERSION));
    }

    public Endpoint endpoint() {
        return connections.get(0).endpoint();
    }

    /** Whether tokens and messages leave this machine unencrypted; worth a warning at start. */
    public boolean travelsInClear() {
        return !route.isSecure() && !route.isLoopback();
    }

    private static List<ConnectionString> connectionStrings(ParsedConfig config) {
        List<ConnectionString> found = new ArrayList<>();
        secret(config.find(SinkOptions.CONNECTION_STRING))
                .map(ConnectionString::parse)
                .ifPresent(found::add);
        secret(config.find(SinkOptions.CONNECTION_STRING_SECONDARY))
                .map(ConnectionString::parse)
                .ifPresent(found::add);
        return found;
    }

    private static List<ConnectionString> endpointAndKeys(ParsedConfig config) {
        Endpoint endpoint = Endpoint.parse(config.get(SinkOptions.ENDPOINT));
        List<ConnectionString> found = new ArrayList<>();
        found.add(new ConnectionString(
                endpoint, config.get(SinkOptions.ACCESS_KEY).value()));
        secret(config.find(SinkOptions.ACCESS_KEY_SECONDARY))
                .ifPresent(key -> found.add(new ConnectionString(endpoint, key)));
        return found;
    }

    private static Optional<String> secret(Optional<Password> password) {
        return text(password.map(Password::value));
    }

    private static Optional<String> text(Optional<String> value) {
        return value.filter(given -> !given.isBlank());
    }
}
