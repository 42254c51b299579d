package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** The HTTP proxy through which service and authority are reached. */
public record ProxyOptions(String host, int port, Optional<String> user, String password) {
    public static final Option<String> HOST = Option.text(
                    "http.proxy.host",
                    "HTTP proxy for all connections, to the service and to Microsoft Entra ID; they are tunnelled by CONNECT. Not to be"
                            + " confused with webpubsub.reverse.proxy.endpoint, which stands before the service.")
            .optional()
            .low()
            .example("proxy.internal");

    public static final Option<Integer> PORT = Option.integer("http.proxy.port", "Port of http.proxy.host.")
            .between(1, 65_535)
            .defaultTo(3_128)
            .low()
            .visible(given -> Visibility.isGiven(ProxyOptions.HOST, given));

    public static final Option<String> USER = Option.text(
                    "http.proxy.user",
                    "User for a proxy that asks for Basic credentials. For tokens of Microsoft Entra ID the JDK sends them only if the"
                            + " worker runs with -Djdk.http.auth.tunneling.disabledSchemes=\"\".")
            .optional()
            .low()
            .visible(given -> Visibility.isGiven(ProxyOptions.HOST, given));

    public static final Option<Password> PASSWORD = Option.secret("http.proxy.password", "Password of http.proxy.user.")
            .optional()
            .low()
            .visible(given -> Visibility.isGiven(ProxyOptions.USER, given));

    static final OptionGroup GROUP = OptionGroup.of("HTTP proxy", HOST, PORT, USER, PASSWORD);

    /** Empty when connections are direct. */
    public static Optional<ProxyOptions> from(ParsedConfig config) {
        return config.findText(HOST)
                .map(host -> new ProxyOptions(
                        host,
                        config.get(PORT),
                        config.findText(USER),
                        ServiceOptions.secret(config, PASSWORD).orElse("")));
    }

    static void check(GivenOptions given) {
        for (Option<?> option : List.of(PORT, USER, PASSWORD)) {
            if (given.has(option) && !given.has(HOST)) {
                given.add(option, "has no meaning without " + HOST.key() + "; give that, or remove it");
            }
        }
        if (given.has(HOST) && given.has(USER) != given.has(PASSWORD)) {
            given.add(
                    given.has(USER) ? PASSWORD : USER,
                    "is needed with " + (given.has(USER) ? USER : PASSWORD).key() + "; give both, or neither");
        }
    }

    @Override
    public String toString() {
        return "ProxyOptions[host=" + host + ", port=" + port + "]";
    }
}
