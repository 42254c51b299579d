package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Shakes hands with a listener's context in memory. That fails where certificate and key do not belong together, which no library notices
 * when it reads them, and shows the certificate as clients will see it, whatever kind of file it came from.
 */
final class TlsProbe {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int MAX_STEPS = 200;

    private final SSLEngine server;
    private final SSLEngine client;
    private final ByteBuffer toServer = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer toClient = ByteBuffer.allocate(BUFFER_BYTES);
    private final ByteBuffer nothing = ByteBuffer.allocate(0);
    private final ByteBuffer unread = ByteBuffer.allocate(BUFFER_BYTES);

    private TlsProbe(SslContext context) throws SSLException {
        server = context.newEngine(UnpooledByteBufAllocator.DEFAULT);
        // Whether anybody trusts the certificate is not the question here; nothing is sent to anybody.
        client = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .build()
                .newEngine(UnpooledByteBufAllocator.DEFAULT);
    }

    /**
     * The certificate that the context shows.
     *
     * @param context of a listener that asks for no certificate
     * @throws SSLException when no client could speak with it
     */
    static X509Certificate certificate(SslContext context) throws SSLException {
        TlsProbe probe = new TlsProbe(context);
        probe.shakeHands();
        Certificate shown = probe.client.getSession().getPeerCertificates()[0];
        if (shown instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new SSLException("the certificate is of the type " + shown.getType());
    }

    private void shakeHands() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        for (int step = 0; step < MAX_STEPS; step++) {
            advance(client, toClient, toServer);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return;
            }
            advance(server, toServer, toClient);
        }
        throw new SSLException("the handshake does not end");
    }

    private void advance(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> engine.wrap(nothing, out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, unread);
                in.compact();
            }
            default -> {}
        }
    }
}
