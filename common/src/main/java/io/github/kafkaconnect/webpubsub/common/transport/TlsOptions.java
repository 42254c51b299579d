package io.github.kafkaconnect.webpubsub.common.transport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What one end of a TLS connection shows and trusts. Host names are always verified by the sender; there is no switch for that.
 *
 * @param identity our certificate and key; required for a receiver, optional for a sender
 * @param trust whom we trust; null for the trust store of the JVM
 * @param clientAuth receiver only: whether the peer must show a certificate that {@code trust} covers
 */
public record TlsOptions(@Nullable Identity identity, @Nullable Trust trust, boolean clientAuth) {
    public TlsOptions {
        if (clientAuth && trust == null) {
            throw new IllegalArgumentException("client authentication needs a trust store or CA file");
        }
    }

    /** A sender that trusts what the JVM trusts. */
    public static TlsOptions systemTrust() {
        return new TlsOptions(null, null, false);
    }

    /** A sender that trusts the certificates of one PEM file only. */
    public static TlsOptions trusting(Path caPem) {
        return new TlsOptions(null, new TrustPem(caPem), false);
    }

    /** A receiver that shows a certificate and asks for none. */
    public static TlsOptions showing(Identity identity) {
        return new TlsOptions(identity, null, false);
    }

    /** A certificate with its private key. */
    public sealed interface Identity permits Pem, Store {}

    /** Whose certificates are accepted. */
    public sealed interface Trust permits TrustPem, Store {}

    /** PEM files: the chain, own certificate first, and a PKCS#8 key. */
    public record Pem(Path chain, Path key, @Nullable String keyPassword) implements Identity {
        @Override
        public String toString() {
            return "Pem[chain=" + chain + ", key=" + key + "]";
        }
    }

    /** A key store or trust store; {@code type} such as PKCS12 or JKS. */
    public record Store(Path file, String type, String password) implements Identity, Trust {
        @Override
        public String toString() {
            return "Store[file=" + file + ", type=" + type + "]";
        }
    }

    /** A PEM file of CA certificates. */
    public record TrustPem(Path certificates) implements Trust {}
}
