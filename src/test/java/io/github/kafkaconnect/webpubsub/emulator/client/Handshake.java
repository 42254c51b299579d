package io.github.kafkaconnect.webpubsub.emulator.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP request of a client that wants a WebSocket; ends in exactly one of refusal and upgrade. */
final class Handshake {
    private final Channel channel;
    private final FullHttpRequest request;
    private final int frameBytesMax;
    private final List<String> offered = new ArrayList<>();

    Handshake(Channel channel, FullHttpRequest request, int frameBytesMax) {
        this.channel = channel;
        this.request = request.retain();
        this.frameBytesMax = frameBytesMax;
        for (String line : request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String name : line.split(",", -1)) {
                offered.add(name.trim());
            }
        }
    }

    Channel channel() {
        return channel;
    }

    String path() {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    String rawQuery() {
        int query = request.uri().indexOf('?');
        return query < 0 ? "" : request.uri().substring(query + 1);
    }

    /** Subprotocols in the client's order. */
    List<String> offered() {
        return offered;
    }

    Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.computeIfAbsent(header.getKey(), key -> new ArrayList<>(1))
                .add(header.getValue()));
        return headers;
    }

    @Nullable
    String bearer() {
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : null;
    }

    void refuse(int status) {
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        request.release();
    }

    /** Switches the socket to WebSocket frames for the given handler; {@code then} runs when the client has its 101. */
    void upgrade(@Nullable String subprotocol, ChannelHandler frames, Runnable then) {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(frameBytesMax)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(request.uri(), subprotocol, config).newHandshaker(request);
        if (handshaker == null) {
            refuse(426);
            return;
        }
        channel.pipeline().removeLast();
        channel.pipeline().addLast(new WebSocketFrameAggregator(frameBytesMax), frames);
        try {
            handshaker.handshake(channel, request).addListener(done -> {
                if (done.isSuccess()) {
                    then.run();
                } else {
                    channel.close();
                }
            });
        } finally {
            request.release();
        }
    }
}
