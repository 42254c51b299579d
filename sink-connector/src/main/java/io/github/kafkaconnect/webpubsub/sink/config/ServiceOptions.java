package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.types.Password;

/**
 * The resource and how to reach it.
 *
 * @param connections primary, then secondary if there is one; same endpoint, different keys; empty with an identity
 * @param identity who calls instead of the holder of a key
 * @param route where requests go: the reverse proxy if there is one, else the endpoint; tokens are made for the endpoint always
 */
public record ServiceOptions(
        Endpoint endpoint,
        List<ConnectionString> connections,
        Optional<EntraOptions> identity,
        Endpoint route,
        String apiVersion) {
    public ServiceOptions {
        connections = List.copyOf(connections);
    }

    /**
     * Expects a configuration that {@link SinkConfigCheck} has no problem with.
     *
     * @throws WebPubSubException OPTION_INVALID when a credential is still a placeholder
     */
    public static ServiceOptions from(ParsedConfig config) {
        Optional<EntraOptions> identity = EntraOptions.from(config);
        List<ConnectionString> connections = connectionStrings(config);
        if (connections.isEmpty() && identity.isEmpty()) {
            connections = endpointAndKeys(config);
        }
        Endpoint endpoint = connections.isEmpty()
                ? Endpoint.parse(config.get(SinkOptions.ENDPOINT))
                : connections.get(0).endpoint();
        Endpoint route = text(config.find(SinkOptions.REVERSE_PROXY_ENDPOINT))
                .map(Endpoint::parseWithPath)
                .orElse(endpoint);
        return new ServiceOptions(endpoint, connections, identity, route, config.get(SinkOptions.API_VERSION));
    }

    /** Whether tokens and messages leave this machine unencrypted; worth a warning at start. */
    public boolean travelsInClear() {
        return !route.isSecure() && !route.isLoopback();
    }

    private static List<ConnectionString> connectionStrings(ParsedConfig config) {
        return Stream.of(SinkOptions.CONNECTION_STRING, SinkOptions.CONNECTION_STRING_SECONDARY)
                .flatMap(option -> secret(config, option).stream())
                .map(ConnectionString::parse)
                .toList();
    }

    private static List<ConnectionString> endpointAndKeys(ParsedConfig config) {
        Endpoint endpoint = Endpoint.parse(config.get(SinkOptions.ENDPOINT));
        return Stream.of(SinkOptions.ACCESS_KEY, SinkOptions.ACCESS_KEY_SECONDARY)
                .flatMap(option -> secret(config, option).stream())
                .map(key -> new ConnectionString(endpoint, key))
                .toList();
    }

    static Optional<String> secret(ParsedConfig config, Option<Password> option) {
        Optional<String> value = text(config.find(option).map(Password::value));
        if (value.filter(Placeholders::isUnresolved).isPresent()) {
            throw new WebPubSubException(
                    ErrorCode.OPTION_INVALID,
                    option.key() + " still holds a placeholder of a config provider that this worker does not have;"
                            + " see config.providers in the worker's properties");
        }
        return value;
    }

    private static Optional<String> text(Optional<String> value) {
        return value.filter(given -> !given.isBlank());
    }
}
