package io.github.kafkaconnect.webpubsub.emulator.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;

/** Takes over a socket whose client asked for a WebSocket; called on the event loop. */
public interface WebSocketGateway {
    /** Borrows the request for the time of the call; retains it when it needs it longer. */
    void accept(Channel channel, FullHttpRequest request);
}
