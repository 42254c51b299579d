package io.github.kafkaconnect.webpubsub.bench.events;

import io.github.kafkaconnect.webpubsub.bench.stub.MessageHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection with at most one event on its way. Confined to the event loop of the load. */
final class EventClient extends ChannelInboundHandlerAdapter {

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_DIGITS = 3;

    private final int index;
    private final EventRequest request;
    private final Owner owner;
    private final MessageHead head = new MessageHead();
    private ByteBuf received = Unpooled.EMPTY_BUFFER;
    private @Nullable Channel channel;
    private State state = State.FREE;
    private long number;
    private long intendedNanos;

    private enum State {
        FREE,
        BUSY,
        RESTING
    }

    /** Who is told what a client comes to. */
    interface Owner {
        void connected(EventClient client);

        /** The event that was on its way is answered; the client may send the next. */
        void answered(EventClient client, int status);

        /** The client is of no more use. */
        void closed(EventClient client);
    }

    EventClient(int index, EventRequest request, Owner owner) {
        this.index = index;
        this.request = request;
        this.owner = owner;
    }

    int index() {
        return index;
    }

    /** Of the event on its way, or the latest. */
    long number() {
        return number;
    }

    /** When the event should have been sent, whatever kept it. */
    long intendedNanos() {
        return intendedNanos;
    }

    /** Whether it may be given an event. */
    boolean isFree() {
        return state == State.FREE && isOpen();
    }

    /** Whether an event is on its way. */
    boolean isBusy() {
        return state == State.BUSY;
    }

    boolean isResting() {
        return state == State.RESTING;
    }

    /** It gets no event until it {@link #wakes}. */
    void rests() {
        state = State.RESTING;
    }

    void wakes() {
        state = State.FREE;
    }

    private boolean isOpen() {
        Channel open = channel;
        return open != null && open.isActive();
    }

    void send(long newNumber, long newIntendedNanos) {
        state = State.BUSY;
        number = newNumber;
        intendedNanos = newIntendedNanos;
        Channel open = channel;
        if (open != null) {
            open.writeAndFlush(request.numbered(newNumber), open.voidPromise());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        owner.connected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        received = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, (ByteBuf) message);
        if (!head.isWhole(received)) {
            return;
        }
        int status = status(received);
        received.readerIndex(head.bodyAt() + head.bodyLength());
        boolean surplus = received.isReadable();
        received.release();
        received = Unpooled.EMPTY_BUFFER;
        if (surplus) {
            throw new IllegalStateException("an answer to a request that was not sent");
        }
        state = State.FREE;
        owner.answered(this, status);
    }

    private static int status(ByteBuf answer) {
        int status = 0;
        for (int i = 0; i < STATUS_DIGITS; i++) {
            status = status * 10 + (answer.getByte(answer.readerIndex() + STATUS_AT + i) - '0');
        }
        return status;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        received.release();
        received = Unpooled.EMPTY_BUFFER;
        isLost();
    }

    /** It has no connection, or never had one. */
    void isLost() {
        request.release();
        owner.closed(this);
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
