package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a connection waits for and until when. It stands before the decoder because only there the first byte of a request is seen.
 * One timer per connection: it is not moved with every request but looks, when it fires, at the deadline that counts by then.
 */
final class RequestClock extends ChannelInboundHandlerAdapter {
    /** What the connection waits for. */
    enum Phase {
        IDLE,
        HEADERS,
        BODY,
        HANDLER
    }

    private final ReceiverSettings settings;
    private final Runnable late;
    private Phase phase = Phase.IDLE;
    private long deadlineNanos;
    private @Nullable Future<?> timer;

    RequestClock(ReceiverSettings settings, Runnable late) {
        this.settings = settings;
        this.late = late;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
        deadlineNanos = System.nanoTime() + limitNanos();
    }

    /** The time for an answer is the handler's business, so there is no limit while it works. */
    private long limitNanos() {
        return switch (phase) {
            case IDLE -> settings.idleTimeout().toNanos();
            case HEADERS -> settings.headerTimeout().toNanos();
            case BODY -> settings.bodyTimeout().toNanos();
            case HANDLER -> Long.MAX_VALUE / 2;
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        enter(Phase.IDLE);
        arm(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (phase == Phase.IDLE) {
            enter(Phase.HEADERS);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
        ctx.fireChannelInactive();
    }

    private void arm(ChannelHandlerContext ctx) {
        long shortest = Math.min(
                settings.idleTimeout().toNanos(),
                Math.min(
                        settings.headerTimeout().toNanos(),
                        settings.bodyTimeout().toNanos()));
        long resolution = Math.max(TimeUnit.MILLISECONDS.toNanos(1), shortest / 8);
        timer = ctx.executor().scheduleWithFixedDelay(this::look, resolution, resolution, TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (System.nanoTime() - deadlineNanos >= 0) {
            late.run();
        }
    }
}
