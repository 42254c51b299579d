package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.util.concurrent.CompletionStage;

/**
 * Sends the events of client connections to the event handlers of their hub.
 *
 * <p>Threads: every method may be called from any thread and returns at once. Stages never end exceptionally: each
 * failure is an answer. They may end on a thread of the upstream, so a caller that owns a thread switches to it.
 *
 * <p>Order: the events of one connection are not reordered by this interface; user events of one connection are sent
 * one at a time, the next after the answer of the former.
 */
public interface Upstream extends AutoCloseable {
    /**
     * Asks whether a client may connect; called before the upgrade. Without a handler for {@code connect} the answer is
     * {@link ConnectAnswer.Accepted} with nothing set. Connection state and cookies of the answer are kept in
     * {@code client}; user id and subprotocol are applied by the caller.
     */
    CompletionStage<ConnectAnswer> connect(ClientContext client, ConnectRequest request);

    /** Tells that the connection is up; nobody waits for the answer. */
    void connected(ClientContext client);

    /** Sends one user event and gives the handler's answer. */
    CompletionStage<UserEventAnswer> userEvent(ClientContext client, UserEvent event);

    /**
     * Tells that the connection is gone for good; nobody waits for the answer.
     *
     * @param reason empty on a normal close
     */
    void disconnected(ClientContext client, String reason);

    /** Drops what is under way, ends every waiting stage with its failure and closes all connections. */
    @Override
    void close();
}
