package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions.Identity;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions.Pem;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions.Store;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions.Trust;
import io.github.kafkaconnect.webpubsub.common.transport.TlsOptions.TrustPem;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Turns {@link TlsOptions} into Netty's contexts. Files are read here; a bad one is named in the error, its content never. */
final class TlsContexts {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private TlsContexts() {}

    static SslContext forSender(TlsOptions options) {
        return build(options, () -> {
            SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            Identity identity = options.identity();
            if (identity instanceof Pem pem) {
                builder.keyManager(pem.chain().toFile(), pem.key().toFile(), pem.keyPassword());
            } else if (identity instanceof Store store) {
                builder.keyManager(keyManagers(store));
            }
            return builder;
        });
    }

    static SslContext forReceiver(TlsOptions options) {
        return build(options, () -> {
            SslContextBuilder builder = serverBuilder(options.identity());
            return builder.clientAuth(options.clientAuth() ? ClientAuth.REQUIRE : ClientAuth.NONE);
        });
    }

    private static SslContextBuilder serverBuilder(@Nullable Identity identity)
            throws IOException, GeneralSecurityException {
        if (identity instanceof Pem pem) {
            return SslContextBuilder.forServer(pem.chain().toFile(), pem.key().toFile(), pem.keyPassword());
        }
        if (identity instanceof Store store) {
            return SslContextBuilder.forServer(keyManagers(store));
        }
        throw new IllegalArgumentException("a listener with TLS needs a certificate and its key");
    }

    private static SslContext build(TlsOptions options, Start start) {
        try {
            SslContextBuilder builder =
                    start.builder().sslProvider(SslProvider.JDK).protocols(PROTOCOLS);
            trust(builder, options.trust());
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new WebPubSubException(
                    ErrorCode.OPTION_INVALID, "TLS files cannot be used: " + options + ": " + e.getMessage(), e);
        }
    }

    private static void trust(SslContextBuilder builder, @Nullable Trust trust)
            throws IOException, GeneralSecurityException {
        if (trust instanceof TrustPem pem) {
            builder.trustManager(pem.certificates().toFile());
        } else if (trust instanceof Store store) {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(load(store));
            builder.trustManager(factory);
        }
    }

    private static KeyManagerFactory keyManagers(Store store) throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(store), store.password().toCharArray());
        return factory;
    }

    private static KeyStore load(Store store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.type());
        try (InputStream file = Files.newInputStream(store.file())) {
            keys.load(file, store.password().toCharArray());
        }
        return keys;
    }

    @FunctionalInterface
    private interface Start {
        SslContextBuilder builder() throws IOException, GeneralSecurityException;
    }
}
