package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.netty.handler.ssl.SslContext;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's TLS, read again when its files change. New connections get the new certificate, open ones stay as they are. What cannot be
 * used is tried again at each look, and the one before serves on. Any thread may ask for the context.
 */
final class RenewableTls {
    private static final Logger LOG = LoggerFactory.getLogger(RenewableTls.class);

    private final TlsOptions options;
    private volatile Loaded loaded;
    /** The files that were read, whether they were good or not; only the renewing thread looks at them. */
    private TlsFiles read;
    /** The files as they were seen last. */
    private TlsFiles seen;
    /** Why the files that were read last cannot be used; null when they can. A right to read them may come without a change of theirs. */
    private @Nullable String failure;

    private record Loaded(SslContext context, Instant validUntil) {}

    /** @throws WebPubSubException {@link ErrorCode#OPTION_INVALID} naming the files that cannot be used */
    RenewableTls(TlsOptions options) {
        this.options = options;
        this.read = TlsFiles.of(options);
        this.seen = read;
        this.loaded = load();
    }

    SslContext context() {
        return loaded.context();
    }

    /** When the certificate ends. */
    Instant validUntil() {
        return loaded.validUntil();
    }

    /**
     * Reads the files if they have changed since they were read and rest since the last call: a certificate and its key are not written
     * at once. Blocks as files do; one call at a time.
     */
    synchronized void renew() {
        TlsFiles now = TlsFiles.of(options);
        boolean resting = now.equals(seen);
        seen = now;
        if (!resting || (now.equals(read) && failure == null)) {
            return;
        }
        read = now;
        try {
            loaded = load();
            failure = null;
            LOG.info("The listener's certificate is renewed validUntil={}", loaded.validUntil());
        } catch (RuntimeException e) {
            String words = String.valueOf(e.getMessage());
            if (!words.equals(failure)) {
                LOG.warn(
                        "The listener's changed TLS files cannot be used, the certificate before stays in use validUntil={}: {}",
                        loaded.validUntil(),
                        words);
            }
            failure = words;
        }
    }

    private Loaded load() {
        SslContext context = TlsContexts.forReceiver(options);
        SslContext shown = options.clientAuth()
                ? TlsContexts.forReceiver(new TlsOptions(options.identity(), null, false))
                : context;
        try {
            X509Certificate certificate = TlsProbe.certificate(shown);
            return new Loaded(context, certificate.getNotAfter().toInstant());
        } catch (SSLException e) {
            throw new WebPubSubException(
                    ErrorCode.OPTION_INVALID,
                    "TLS files cannot be used, certificate and key must belong together: " + options + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
