package io.github.kafkaconnect.webpubsub.bench.door;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** One connection of the plain door. */
final class PlainHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final @Nullable ToKafka toKafka;

    PlainHandler(@Nullable ToKafka toKafka) {
        this.toKafka = toKafka;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (toKafka == null) {
            answer(ctx, HttpResponseStatus.NO_CONTENT);
        } else {
            toKafka.write(request, written -> ctx.executor()
                    .execute(() -> answer(
                            ctx, written ? HttpResponseStatus.NO_CONTENT : HttpResponseStatus.SERVICE_UNAVAILABLE)));
        }
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status) {
        DefaultFullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        if (!status.equals(HttpResponseStatus.NO_CONTENT)) {
            answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        ctx.writeAndFlush(answer, ctx.voidPromise());
    }

    /** Clients close their connections at the end of a run. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            cause.printStackTrace(System.out);
        }
        ctx.close();
    }
}
