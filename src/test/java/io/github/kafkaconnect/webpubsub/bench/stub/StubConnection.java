package io.github.kafkaconnect.webpubsub.bench.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;

/** One connection: sends are counted and answered, a GET is a command. Pipelined requests are answered in order. */
final class StubConnection extends ChannelInboundHandlerAdapter {

    private final StubState state;
    private final MessageHead head = new MessageHead();
    private ByteBuf received = Unpooled.EMPTY_BUFFER;

    StubConnection(StubState state) {
        this.state = state;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        received = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, (ByteBuf) message);
        while (received.isReadable() && head.isWhole(received)) {
            if (received.getByte(received.readerIndex()) == 'G') {
                command(ctx);
            } else {
                send(ctx);
            }
            received.readerIndex(head.bodyAt() + head.bodyLength());
        }
        if (!received.isReadable()) {
            received.release();
            received = Unpooled.EMPTY_BUFFER;
        }
    }

    private void send(ChannelHandlerContext ctx) {
        int at = head.bodyAt();
        long number = digits(at, Payloads.NUMBER_DIGITS);
        int target = (int) digits(at + Payloads.NUMBER_DIGITS + 1, Payloads.TARGET_DIGITS);
        state.answers().answer(ctx, state.count(number, target));
    }

    private long digits(int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            value = value * 10 + (received.getByte(i) - '0');
        }
        return value;
    }

    private void command(ChannelHandlerContext ctx) {
        int start = received.readerIndex() + "GET ".length();
        int end = received.indexOf(start, head.bodyAt(), (byte) ' ');
        String body = state.command(received.toString(start, end - start, StandardCharsets.US_ASCII));
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        ctx.write(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII), ctx.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        received.release();
    }

    /** A contender that is killed resets its connections. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof java.io.IOException)) {
            cause.printStackTrace(System.out);
        }
        ctx.close();
    }
}
