package io.github.kafkaconnect.webpubsub.common.transport;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/** A listening HTTP server. Its handler runs on transport threads and must not block. */
public interface HttpReceiver extends AutoCloseable {
    /** The address in use, with the real port when port 0 was asked for. */
    InetSocketAddress address();

    /** When the certificate that is shown now ends; empty without TLS. */
    default Optional<Instant> certificateValidUntil() {
        return Optional.empty();
    }

    /** What it is doing now. Cheap, from any thread. */
    ReceiverState state();

    /** Stops to accept at once, fails what is open, frees the port. Idempotent. */
    @Override
    void close();

    /** Takes complete requests within the receiver's size limits; larger ones were answered 413, 414 or 431 before. */
    interface Handler {
        /** Called on a transport thread; the reply may be given at once or later from any thread, exactly once (later ones are ignored). */
        void handle(ReceivedRequest request, Reply reply);
    }

    /** The one reply to a request. */
    interface Reply {
        void send(HttpReply reply);

        /** Whether the peer is still there; a hint only. */
        boolean isOpen();
    }
}
