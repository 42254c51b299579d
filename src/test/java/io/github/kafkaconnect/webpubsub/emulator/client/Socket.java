package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: writes while the client reads, keeps a bounded queue while it does not, pings, and tells its session
 * what came in.
 */
final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** Longest reason of a close frame, in bytes of UTF-8, that RFC 6455 allows. */
    private static final int REASON_BYTES_MAX = 123;

    /** How long a client may take to answer a close frame; closing at once could lose what it has not read yet. */
    private static final int GOODBYE_MS = 1000;

    private final Channel channel;
    private final ClientParts parts;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private @Nullable Session session;
    private long queuedBytes;
    private int unansweredPings;
    private boolean closing;
    private boolean peerClosed;

    private record Waiting(Frame frame, @Nullable Message message) {}

    Socket(Channel channel, ClientParts parts) {
        this.channel = channel;
        this.parts = parts;
    }

    /** Gives it its session and starts the pings. */
    void attach(Session owner, long keepAliveNanos) {
        this.session = owner;
        schedulePing(keepAliveNanos);
    }

    /** Sends a frame, or queues it; a message counts as delivered when it is written. */
    void send(Frame frame, @Nullable Message message) {
        if (closing || !channel.isActive()) {
            return;
        }
        if (queue.isEmpty() && channel.isWritable()) {
            write(frame, message);
            channel.flush();
            return;
        }
        queue.addLast(new Waiting(frame, message));
        queuedBytes += frame.bytes().length;
        Session owner = session;
        if (owner != null && owner.queueMax().exceededBy(queue.size(), queuedBytes)) {
            owner.slow(this);
        }
    }

    private void write(Frame frame, @Nullable Message message) {
        if (message != null && message.expired(System.nanoTime())) {
            parts.counters().messagesExpired().increment();
            return;
        }
        if (message != null) {
            parts.counters().messagesDelivered().increment();
        }
        channel.write(frame.toNetty(), channel.voidPromise());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        while (channel.isWritable() && !queue.isEmpty()) {
            Waiting waiting = queue.removeFirst();
            queuedBytes -= waiting.frame().bytes().length;
            write(waiting.frame(), waiting.message());
            if (queue.isEmpty() || !channel.isWritable()) {
                channel.flush();
            }
        }
    }

    /** Says goodbye and closes once the client has answered, or has had time to. */
    void close(int code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        queue.clear();
        ChannelFuture written = channel.writeAndFlush(new CloseWebSocketFrame(code, shortened(reason)));
        if (peerClosed) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.eventLoop().schedule((Runnable) channel::close, GOODBYE_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Closes without a word. */
    void cut() {
        closing = true;
        queue.clear();
        channel.close();
    }

    /** Stops reading while the client is far ahead of the upstream. */
    void reading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    private static String shortened(String reason) {
        int end = reason.length();
        while (reason.substring(0, end).getBytes(StandardCharsets.UTF_8).length > REASON_BYTES_MAX) {
            end--;
        }
        return reason.substring(0, end);
    }

    private void schedulePing(long keepAliveNanos) {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (!channel.isActive() || closing) {
                                return;
                            }
                            Session owner = session;
                            if (unansweredPings >= parts.rules().pings().missedMax() && owner != null) {
                                owner.pingTimeout(this);
                                return;
                            }
                            if (channel.config().isAutoRead()) {
                                unansweredPings++;
                                channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
                            }
                            schedulePing(keepAliveNanos);
                        },
                        keepAliveNanos,
                        TimeUnit.NANOSECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        unansweredPings = 0;
        peerClosed |= frame instanceof CloseWebSocketFrame;
        if (closing && peerClosed) {
            channel.close();
        }
        Session owner = session;
        if (owner == null || closing) {
            return;
        }
        if (frame instanceof PingWebSocketFrame) {
            channel.writeAndFlush(new PongWebSocketFrame(frame.content().retain()), channel.voidPromise());
        } else if (frame instanceof CloseWebSocketFrame close) {
            // A frame without a status has -1, which Netty calls valid and would write as 65535.
            int given = close.statusCode();
            int code = given > 0 && WebSocketCloseStatus.isValidStatusCode(given) ? given : 1000;
            parts.freezer().run(() -> owner.goodbye(this, code));
        } else if (!(frame instanceof PongWebSocketFrame)) {
            Frame received = new Frame(frame instanceof TextWebSocketFrame, ByteBufUtil.getBytes(frame.content()));
            parts.freezer().run(() -> owner.received(this, received));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        queue.clear();
        Session owner = session;
        if (owner != null) {
            owner.dropped(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            close(1009, "The message is too big");
        } else if (!(cause instanceof CorruptedWebSocketFrameException)) {
            // The decoder has already answered a broken frame with a close frame of its own.
            channel.close();
        }
    }
}
