package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.common.config.Option;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.common.transport.EventLoops;
import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.NettyHttpReceiver;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverSettings;
import io.github.kafkaconnect.webpubsub.common.transport.ReceiverState;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions;
import io.github.kafkaconnect.webpubsub.source.config.ListenAddress;
import io.github.kafkaconnect.webpubsub.source.config.ListenerOptions;
import io.github.kafkaconnect.webpubsub.source.config.SourceOptions;
import io.github.kafkaconnect.webpubsub.source.ingress.ListenerSpec;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Makes the listener of an address from the options that shape it. */
final class ListenerSettings {
    private ListenerSettings() {}

    static ListenerSpec of(ListenAddress address, ParsedConfig options) {
        int threads = options.get(SourceOptions.IO_THREADS);
        ListenerOptions times = ListenerOptions.from(options);
        TlsOptions tls = tls(options);
        ReceiverSettings plain = ReceiverSettings.at(new InetSocketAddress(address.host(), address.port()))
                .withSizes(
                        options.get(SourceOptions.HEADER_MAX_BYTES),
                        options.get(SourceOptions.BODY_MAX_BYTES),
                        options.get(SourceOptions.BODIES_MAX_BYTES))
                .withTimeouts(times.header(), times.body(), times.idle())
                .withMaxConnections(options.get(SourceOptions.CONNECTIONS_MAX));
        ReceiverSettings settings = tls == null ? plain : plain.withTls(tls);
        return new ListenerSpec(
                address.toString(),
                List.of(settings, threads, times),
                handler -> open(
                        address,
                        settings,
                        times.tlsReload(),
                        new EventLoops("webpubsub-listener-" + address.port(), threads),
                        handler));
    }

    private static HttpReceiver open(
            ListenAddress address,
            ReceiverSettings settings,
            Duration tlsReload,
            EventLoops loops,
            HttpReceiver.Handler handler) {
        try {
            NettyHttpReceiver receiver = NettyHttpReceiver.listen(settings, loops, handler);
            return new Listening(
                    receiver, loops, settings.tls() == null ? Optional.empty() : renewal(receiver, tlsReload));
        } catch (WebPubSubException e) {
            loops.close();
            String key = SourceOptions.LISTEN_ADDRESS.key() + "=" + address;
            throw new WebPubSubException(
                    e.code(),
                    key + " cannot be used (" + e.getMessage()
                            + "); if another process has the port, stop it or choose another port",
                    e);
        } catch (RuntimeException e) {
            loops.close();
            throw e;
        }
    }

    /** Files are read on a thread of their own, whoever shares the listener. */
    private static Optional<ScheduledExecutorService> renewal(NettyHttpReceiver receiver, Duration interval) {
        ScheduledExecutorService thread =
                NamedThreads.single("webpubsub-listener-" + receiver.address().getPort() + "-tls");
        var unused = thread.scheduleWithFixedDelay(
                receiver::renewCertificate, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.of(thread);
    }

    private static @Nullable TlsOptions tls(ParsedConfig options) {
        TlsOptions.Identity identity = identity(options);
        if (identity == null) {
            return null;
        }
        return options.findText(SourceOptions.TLS_CLIENT_CA_FILE)
                .map(ca -> new TlsOptions(identity, new TlsOptions.TrustPem(Path.of(ca)), true))
                .orElseGet(() -> TlsOptions.showing(identity));
    }

    private static TlsOptions.@Nullable Identity identity(ParsedConfig options) {
        String password = options.find(SourceOptions.TLS_KEY_PASSWORD)
                .map(Password::value)
                .orElse(null);
        Path chain = path(options, SourceOptions.TLS_CERTIFICATE_FILE);
        Path key = path(options, SourceOptions.TLS_KEY_FILE);
        if (chain != null && key != null) {
            return new TlsOptions.Pem(chain, key, password);
        }
        Path store = path(options, SourceOptions.TLS_KEYSTORE_FILE);
        return store == null
                ? null
                : new TlsOptions.Store(
                        store, options.get(SourceOptions.TLS_KEYSTORE_TYPE), password == null ? "" : password);
    }

    private static @Nullable Path path(ParsedConfig options, Option<String> option) {
        return options.findText(option).map(Path::of).orElse(null);
    }

    /** A receiver together with the threads that only it uses. */
    private record Listening(HttpReceiver receiver, EventLoops loops, Optional<ScheduledExecutorService> renewal)
            implements HttpReceiver {
        @Override
        public InetSocketAddress address() {
            return receiver.address();
        }

        @Override
        public Optional<Instant> certificateValidUntil() {
            return receiver.certificateValidUntil();
        }

        @Override
        public ReceiverState state() {
            return receiver.state();
        }

        @Override
        public void close() {
            renewal.ifPresent(ScheduledExecutorService::shutdownNow);
            receiver.close();
            loops.close();
        }
    }
}
