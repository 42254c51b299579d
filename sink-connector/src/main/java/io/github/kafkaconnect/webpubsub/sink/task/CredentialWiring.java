package io.github.kafkaconnect.webpubsub.sink.task;

import io.github.kafkaconnect.webpubsub.common.auth.AccessKeySigner;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource;
import io.github.kafkaconnect.webpubsub.common.auth.EntraTokens;
import io.github.kafkaconnect.webpubsub.common.auth.HttpRoute;
import io.github.kafkaconnect.webpubsub.common.auth.IdentityCredential;
import io.github.kafkaconnect.webpubsub.common.auth.IdentitySettings;
import io.github.kafkaconnect.webpubsub.common.auth.KeyRing;
import io.github.kafkaconnect.webpubsub.common.config.ParsedConfig;
import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.runtime.NamedThreads;
import io.github.kafkaconnect.webpubsub.common.transport.ClientTls;
import io.github.kafkaconnect.webpubsub.sink.config.EntraCredential;
import io.github.kafkaconnect.webpubsub.sink.config.EntraOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ProxyOptions;
import io.github.kafkaconnect.webpubsub.sink.config.ServiceOptions;
import io.github.kafkaconnect.webpubsub.sink.config.SslOptions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** From options to what signs requests. */
final class CredentialWiring {
    private CredentialWiring() {}

    /** @param owner name of the task, for a thread's name */
    static CredentialSource credentials(ParsedConfig config, String owner) {
        ServiceOptions service = ServiceOptions.from(config);
        return service.identity()
                .map(identity -> identity(identity, route(config), owner))
                .orElseGet(() -> keys(service.connections()));
    }

    private static CredentialSource keys(List<ConnectionString> connections) {
        String secondary = connections.size() > 1 ? connections.get(1).accessKey() : null;
        return new AccessKeySigner(new KeyRing(connections.get(0).accessKey(), secondary), Clock.systemUTC());
    }

    private static CredentialSource identity(EntraOptions options, HttpRoute route, String owner) {
        ScheduledExecutorService thread = NamedThreads.single(owner + "-identity");
        try {
            EntraTokens tokens = new EntraTokens(settings(options), route, thread);
            return new IdentityCredential(tokens, Clock.systemUTC(), thread::shutdownNow);
        } catch (RuntimeException e) {
            thread.shutdownNow();
            throw e;
        }
    }

    private static HttpRoute route(ParsedConfig config) {
        return new HttpRoute(
                TlsWiring.options(SslOptions.from(config)).map(ClientTls::context),
                ProxyOptions.from(config).map(ProxyWiring::ofIdentity));
    }

    private static IdentitySettings settings(EntraOptions options) {
        return new IdentitySettings(
                kind(options.credential()),
                options.tenantId(),
                options.clientId(),
                options.secret(),
                options.file(),
                options.authorityHost(),
                options.scope());
    }

    private static IdentitySettings.Kind kind(EntraCredential credential) {
        return switch (credential) {
            case DEFAULT_CHAIN -> IdentitySettings.Kind.DEFAULT_CHAIN;
            case MANAGED_IDENTITY -> IdentitySettings.Kind.MANAGED_IDENTITY;
            case WORKLOAD_IDENTITY -> IdentitySettings.Kind.WORKLOAD_IDENTITY;
            case CLIENT_SECRET -> IdentitySettings.Kind.CLIENT_SECRET;
            case CLIENT_CERTIFICATE -> IdentitySettings.Kind.CLIENT_CERTIFICATE;
        };
    }
}
