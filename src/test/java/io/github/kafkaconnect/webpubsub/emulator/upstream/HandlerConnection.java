package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One connection to a handler's host, with at most one request in flight. Confined to the event loop. */
final class HandlerConnection extends SimpleChannelInboundHandler<FullHttpResponse> {
    private @Nullable ChannelHandlerContext context;
    private @Nullable HandlerPool pool;
    private @Nullable HandlerCall current;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void join(HandlerPool owner) {
        pool = owner;
    }

    boolean isOn(Channel channel) {
        return context != null && context.channel() == channel;
    }

    void start(HandlerCall call) {
        ChannelHandlerContext to = context;
        if (to == null || !to.channel().isActive()) {
            call.end(new HandlerAnswer.Broken("the connection was closed"));
            return;
        }
        current = call;
        call.startedOn(this);
        to.writeAndFlush(encode(call.request())).addListener((ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                end(new HandlerAnswer.Broken("cannot send: " + written.cause()));
                written.channel().close();
            }
        });
    }

    private static FullHttpRequest encode(HandlerRequest request) {
        URI url = request.url();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String target = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                request.method(),
                target,
                Unpooled.wrappedBuffer(request.body()),
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext from, FullHttpResponse response) {
        if (response.decoderResult().isFailure()) {
            exceptionCaught(from, response.decoderResult().cause());
            return;
        }
        boolean reusable = HttpUtil.isKeepAlive(response);
        byte[] body = ByteBufUtil.getBytes(response.content());
        HandlerAnswer answer = new HandlerAnswer.Answered(response.status().code(), response.headers(), body);
        if (!reusable) {
            end(answer);
            from.close();
            return;
        }
        HandlerCall finished = current;
        current = null;
        if (pool != null) {
            pool.release(this);
        }
        if (finished != null) {
            finished.end(answer);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        if (event instanceof IdleStateEvent && current == null) {
            from.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        end(new HandlerAnswer.Broken("the connection was closed before the answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        end(
                cause instanceof TooLongHttpContentException
                        ? new HandlerAnswer.GivenUp("the answer is too large")
                        : new HandlerAnswer.Broken("the connection broke: " + cause));
        from.close();
    }

    void close() {
        current = null;
        if (context != null) {
            context.close();
        }
    }

    private void end(HandlerAnswer answer) {
        HandlerCall ending = current;
        current = null;
        if (ending != null) {
            ending.end(answer);
        }
    }
}
