package io.github.kafkaconnect.webpubsub.emulator.service;

/** The way from a connection's state to its client. */
public interface Outlet {
    /** Sends to the client, or keeps for it, or drops: whatever its protocol promises. */
    void deliver(Message message);

    /** Ends the connection for good; the reason reaches subprotocol clients and the upstream. */
    void close(String reason);
}
