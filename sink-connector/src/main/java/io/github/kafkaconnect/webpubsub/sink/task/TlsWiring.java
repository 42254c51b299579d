package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.transport.SenderSettings;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SslOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SslOptions.Store;
import io.github.kafkaconnect.webpubsub.sink.config.SslOptions.StoreType;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From options to what one end of a TLS connection shows and trusts. */
final class TlsWiring {
    private TlsWiring() {}

    /** Leaves plain connections as they are. */
    static SenderSettings apply(SslOptions options, SenderSettings settings) {
        return settings.tls() == null ? settings : settings.withTls(both(options));
    }

    /** Empty where nothing is given that differs from the JVM's. */
    static Optional<TlsOptions> options(SslOptions options) {
        return options.trust() == null && options.identity() == null ? Optional.empty() : Optional.of(both(options));
    }

    private static TlsOptions both(SslOptions options) {
        return new TlsOptions(identity(options.identity()), trust(options.trust()), false);
    }

    private static TlsOptions.@Nullable Trust trust(@Nullable Store store) {
        if (store == null) {
            return null;
        }
        Path file = Path.of(store.location());
        return store.type() == StoreType.PEM
                ? new TlsOptions.TrustPem(file)
                : new TlsOptions.Store(file, store.type().name(), store.password());
    }

    private static TlsOptions.@Nullable Identity identity(@Nullable Store store) {
        if (store == null) {
            return null;
        }
        Path file = Path.of(store.location());
        return store.type() == StoreType.PEM
                ? new TlsOptions.Pem(file, file, store.password().isEmpty() ? null : store.password())
                : new TlsOptions.Store(file, store.type().name(), store.password());
    }
}
