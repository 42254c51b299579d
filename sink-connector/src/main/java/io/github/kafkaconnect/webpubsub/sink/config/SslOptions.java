package io.github.kafkaconnect.webpubsub.sink.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.OptionGroup;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Whom the connector trusts and what it shows, for a proxy or gateway with certificates of its own. Host names are always verified.
 *
 * @param trust null for what the JVM trusts
 * @param identity null when no certificate is shown
 */
public record SslOptions(@Nullable Store trust, @Nullable Store identity) {
    public static final Option<String> TRUSTSTORE_LOCATION = Option.text(
                    "ssl.truststore.location",
                    "File on every worker with the certificates to trust instead of the JVM's: the CA of a proxy or gateway. Read when a"
                            + " task starts.")
            .optional()
            .low()
            .example("/etc/kafka-connect/gateway-ca.pem");

    public static final Option<StoreType> TRUSTSTORE_TYPE = Option.choice(
                    "ssl.truststore.type", StoreType.class, "Form of ssl.truststore.location.")
            .defaultTo(StoreType.PEM)
            .low()
            .visible(given -> Visibility.isGiven(SslOptions.TRUSTSTORE_LOCATION, given));

    public static final Option<Password> TRUSTSTORE_PASSWORD = Option.secret(
                    "ssl.truststore.password", "Password of ssl.truststore.location; PEM has none.")
            .optional()
            .low()
            .visible(Visibility::ofTruststorePassword);

    public static final Option<String> KEYSTORE_LOCATION = Option.text(
                    "ssl.keystore.location",
                    "File on every worker with the certificate and the key to show to a proxy or gateway that asks for one; with PEM"
                            + " both in one file, the key as PKCS#8. Read when a task starts.")
            .optional()
            .low()
            .example("/etc/kafka-connect/connect.p12");

    public static final Option<StoreType> KEYSTORE_TYPE = Option.choice(
                    "ssl.keystore.type", StoreType.class, "Form of ssl.keystore.location.")
            .defaultTo(StoreType.PKCS12)
            .low()
            .visible(given -> Visibility.isGiven(SslOptions.KEYSTORE_LOCATION, given));

    public static final Option<Password> KEYSTORE_PASSWORD = Option.secret(
                    "ssl.keystore.password", "Password of ssl.keystore.location, and of its key.")
            .optional()
            .low()
            .visible(given -> Visibility.isGiven(SslOptions.KEYSTORE_LOCATION, given));

    static final OptionGroup GROUP = OptionGroup.of(
            "TLS",
            TRUSTSTORE_LOCATION,
            TRUSTSTORE_TYPE,
            TRUSTSTORE_PASSWORD,
            KEYSTORE_LOCATION,
            KEYSTORE_TYPE,
            KEYSTORE_PASSWORD);

    /** How a file holds certificates and keys. */
    public enum StoreType {
        PEM,
        PKCS12,
        JKS
    }

    /** A file with certificates, and perhaps a key. */
    public record Store(String location, StoreType type, String password) {
        @Override
        public String toString() {
            return "Store[location=" + location + ", type=" + type + "]";
        }
    }

    public static SslOptions from(ParsedConfig config) {
        return new SslOptions(
                store(
                        config.findText(TRUSTSTORE_LOCATION),
                        config.get(TRUSTSTORE_TYPE),
                        config.find(TRUSTSTORE_PASSWORD)),
                store(config.findText(KEYSTORE_LOCATION), config.get(KEYSTORE_TYPE), config.find(KEYSTORE_PASSWORD)));
    }

    private static @Nullable Store store(Optional<String> location, StoreType type, Optional<Password> password) {
        return location.map(text ->
                        new Store(text, type, password.map(Password::value).orElse("")))
                .orElse(null);
    }
}
