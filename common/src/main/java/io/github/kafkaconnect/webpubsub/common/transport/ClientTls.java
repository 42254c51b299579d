package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.netty.handler.ssl.JdkSslContext;
import javax.net.ssl.SSLContext;

/** The sender's TLS for libraries that make connections of their own. */
public final class ClientTls {
    private ClientTls() {}

    /** @throws WebPubSubException {@link ErrorCode#OPTION_INVALID} naming the file that cannot be used */
    public static SSLContext context(TlsOptions options) {
        return ((JdkSslContext) TlsContexts.forSender(options)).context();
    }
}
