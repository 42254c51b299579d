package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The reply that one request waits for. May be sent from any thread; only the first counts. */
final class PendingReply implements HttpReceiver.Reply {
    private final Channel channel;
    private final ReceiverConnection connection;
    private final boolean keepAlive;
    private final AtomicBoolean sent = new AtomicBoolean();

    PendingReply(Channel channel, ReceiverConnection connection, boolean keepAlive) {
        this.channel = channel;
        this.connection = connection;
        this.keepAlive = keepAlive;
    }

    @Override
    public void send(HttpReply reply) {
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        if (channel.eventLoop().inEventLoop()) {
            connection.replied(reply, keepAlive);
            return;
        }
        try {
            channel.eventLoop().execute(() -> connection.replied(reply, keepAlive));
        } catch (RejectedExecutionException e) {
            // The event loops are gone and the connection with them: nobody is left to hear the reply.
            channel.close();
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }
}
