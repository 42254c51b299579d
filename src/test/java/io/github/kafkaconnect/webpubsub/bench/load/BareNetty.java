package io.github.kafkaconnect.webpubsub.bench.load;

import io.github.kafkaconnect.webpubsub.bench.stub.Payloads;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The physical limit of one request at a time on each connection: the request is encoded once, only the record's number
 * in it is overwritten, and an answer is any read that is long enough.
 */
public final class BareNetty {

    private static final int ANSWER_BYTES = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".length();

    private BareNetty() {}

    public static void main(String[] args) throws InterruptedException {
        Load load = Load.fromProperties();
        Bootstrap bootstrap = new Bootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .remoteAddress("127.0.0.1", load.port());
        for (int i = 0; i < load.inFlight(); i++) {
            bootstrap.clone().handler(new Sender(i, load)).connect();
        }
        Thread.currentThread().join();
    }

    private static final class Sender extends ChannelInboundHandlerAdapter {

        private final ByteBuf request;
        private final int numberAt;
        private long number;
        private int received;

        Sender(int target, Load load) {
            byte[] payload = Payloads.of(0, target, load.bytes());
            String head = "POST " + Payloads.path(target) + " HTTP/1.1\r\nHost: 127.0.0.1:" + load.port()
                    + "\r\nAuthorization: " + Payloads.bearer() + "\r\nContent-Type: text/plain\r\nContent-Length: "
                    + payload.length + "\r\n\r\n";
            this.numberAt = head.length();
            this.request = Unpooled.unreleasableBuffer(Unpooled.directBuffer(head.length() + payload.length)
                    .writeBytes(head.getBytes(StandardCharsets.US_ASCII))
                    .writeBytes(payload));
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            send(ctx);
        }

        /** The answer has come, so the buffer is not in use any more. */
        private void send(ChannelHandlerContext ctx) {
            long rest = number++;
            for (int place = numberAt + 9; place >= numberAt; place--) {
                request.setByte(place, (int) ('0' + rest % 10));
                rest /= 10;
            }
            ctx.writeAndFlush(request.duplicate(), ctx.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf answer = (ByteBuf) message;
            received += answer.readableBytes();
            answer.release();
            if (received >= ANSWER_BYTES) {
                received = 0;
                send(ctx);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            System.out.println("FAILED " + cause);
            Runtime.getRuntime().halt(1);
        }
    }
}
