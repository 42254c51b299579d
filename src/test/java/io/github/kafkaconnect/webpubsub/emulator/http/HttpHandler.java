package io.github.kafkaconnect.webpubsub.emulator.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/** One socket: requests are answered in their order, pipelined ones wait; a WebSocket request ends its HTTP life. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final Listener.Parts parts;
    private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean busy;

    HttpHandler(Listener.Parts parts) {
        this.parts = parts;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (busy) {
            waiting.addLast(request.retain());
        } else {
            start(context, request);
        }
    }

    private void start(ChannelHandlerContext context, FullHttpRequest request) {
        busy = true;
        if (request.decoderResult().isFailure()) {
            refuseMalformed(context, request.decoderResult().cause());
            return;
        }
        if (isWebSocket(request)) {
            if (context.pipeline().get(IdleStateHandler.class) != null) {
                context.pipeline().remove(IdleStateHandler.class);
            }
            request.retain();
            parts.traffic().freezer().run(() -> {
                parts.gateway().accept(context.channel(), request);
                request.release();
            });
            return;
        }
        Exchange exchange = new Exchange(context, parts, request, () -> next(context));
        if (exchange.isAdmin()) {
            exchange.run();
        } else {
            parts.traffic().freezer().run(exchange::run);
        }
    }

    private void refuseMalformed(ChannelHandlerContext context, Throwable cause) {
        HttpResponseStatus status = cause instanceof TooLongHttpLineException
                ? HttpResponseStatus.REQUEST_URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException
                        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
                        : HttpResponseStatus.BAD_REQUEST;
        parts.statuses().count(status.code());
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0).set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void next(ChannelHandlerContext context) {
        busy = false;
        FullHttpRequest request = waiting.pollFirst();
        if (request != null) {
            start(context, request);
            request.release();
        }
    }

    /** Only a real WebSocket request: the JDK's client sends {@code Upgrade: h2c} with ordinary ones. */
    private static boolean isWebSocket(FullHttpRequest request) {
        return HttpMethod.GET.equals(request.method())
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            if (!busy) {
                context.close();
            }
        } else {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
