package io.github.kafkaconnect.webpubsub.common.auth;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Tokens of Microsoft Entra ID by Azure Identity, which blocks: it works on a thread of its own. */
public final class EntraTokens implements TokenFetch {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** As Azure Identity itself, which gives no other token before. */
    private static final long REFRESH_AHEAD_MS = Duration.ofMinutes(5).toMillis();

    private static final String MACHINE_ITSELF = "169.254.169.254|localhost|127.0.0.1";

    private final IdentitySettings settings;
    private final HttpClient http;
    private final TokenRequestContext request;
    private final Executor thread;
    private TokenCredential credential;
    /** Whether the last question had no answer; the file of a certificate may be another one by now. */
    private boolean failed;

    /**
     * @param thread one thread, which waits for answers
     */
    public EntraTokens(IdentitySettings settings, HttpRoute route, Executor thread) {
        this.settings = settings;
        this.http = http(route, settings.kind());
        this.request = new TokenRequestContext().addScopes(settings.scope());
        this.thread = thread;
        this.credential = credential();
    }

    @Override
    public CompletionStage<Token> fetch(boolean anew) {
        return CompletableFuture.supplyAsync(() -> ask(anew), thread);
    }

    /** A new object knows no token, so that it must ask the authority. On the one thread only. */
    private Token ask(boolean anew) {
        if (anew || failed) {
            credential = credential();
        }
        failed = true;
        AccessToken token = credential.getTokenSync(request);
        failed = false;
        long expiresAtMs = token.getExpiresAt().toInstant().toEpochMilli();
        long refreshAtMs = token.getRefreshAt() == null
                ? expiresAtMs - REFRESH_AHEAD_MS
                : token.getRefreshAt().toInstant().toEpochMilli();
        return new Token(token.getToken(), refreshAtMs, expiresAtMs);
    }

    private TokenCredential credential() {
        return switch (settings.kind()) {
            case DEFAULT_CHAIN -> defaultChain();
            case MANAGED_IDENTITY -> managedIdentity();
            case WORKLOAD_IDENTITY -> workloadIdentity();
            case CLIENT_SECRET -> at(new ClientSecretCredentialBuilder())
                    .clientSecret(settings.secret().orElseThrow())
                    .build();
            case CLIENT_CERTIFICATE -> clientCertificate();
        };
    }

    private TokenCredential defaultChain() {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder().httpClient(http);
        settings.tenantId().ifPresent(builder::tenantId);
        settings.clientId().ifPresent(id -> builder.managedIdentityClientId(id).workloadIdentityClientId(id));
        settings.authorityHost().ifPresent(host -> builder.authorityHost(host).disableInstanceDiscovery());
        return builder.build();
    }

    private TokenCredential managedIdentity() {
        ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder().httpClient(http);
        settings.clientId().ifPresent(builder::clientId);
        return builder.build();
    }

    private TokenCredential workloadIdentity() {
        WorkloadIdentityCredentialBuilder builder = at(new WorkloadIdentityCredentialBuilder());
        settings.file().ifPresent(builder::tokenFilePath);
        return builder.build();
    }

    private TokenCredential clientCertificate() {
        ClientCertificateCredentialBuilder builder = at(new ClientCertificateCredentialBuilder());
        String file = settings.file().orElseThrow();
        settings.secret()
                .ifPresentOrElse(
                        password -> builder.pfxCertificate(file).clientCertificatePassword(password),
                        () -> builder.pemCertificate(file));
        return builder.build();
    }

    /** Instance discovery asks the public cloud whether it knows the authority, which it does not of a given one. */
    private <B extends AadCredentialBuilderBase<B>> B at(B builder) {
        builder.httpClient(http);
        settings.tenantId().ifPresent(builder::tenantId);
        settings.clientId().ifPresent(builder::clientId);
        settings.authorityHost().ifPresent(host -> builder.authorityHost(host).disableInstanceDiscovery());
        return builder;
    }

    private static HttpClient http(HttpRoute route, IdentitySettings.Kind kind) {
        java.net.http.HttpClient.Builder builder =
                java.net.http.HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        route.tls().ifPresent(builder::sslContext);
        JdkHttpClientBuilder client = new JdkHttpClientBuilder(builder);
        // A managed identity's tokens come from this machine: to the proxy the same addresses would mean its own.
        switch (kind) {
            case MANAGED_IDENTITY -> {}
            case DEFAULT_CHAIN -> route.proxy()
                    .map(proxy -> options(proxy).setNonProxyHosts(MACHINE_ITSELF))
                    .ifPresent(client::proxy);
            default -> route.proxy().map(EntraTokens::options).ifPresent(client::proxy);
        }
        return client.build();
    }

    private static ProxyOptions options(HttpRoute.Proxy proxy) {
        ProxyOptions options = new ProxyOptions(ProxyOptions.Type.HTTP, proxy.address());
        proxy.user().ifPresent(user -> options.setCredentials(user, proxy.password()));
        return options;
    }
}
