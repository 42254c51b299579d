package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.transport.BrokenExchangeException.Stage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One connection with at most one exchange on it. Confined to its event loop. An answer is handed over when the read that completed it
 * ends, not before: whatever else the peer put into the same read is then known to be junk and can never be taken for the answer to the
 * next request.
 */
final class PooledConnection extends ChannelInboundHandlerAdapter {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final ConnectionPool pool;
    private final SenderSettings settings;
    private final RequestEncoder encoder;
    private final long createdNanos = System.nanoTime();
    private @Nullable ChannelHandlerContext context;
    private @Nullable PendingExchange current;
    private @Nullable AnswerInProgress answer;
    private boolean interim;
    private boolean reusable = true;
    private boolean served;
    private boolean headRequest;
    private long idleSinceNanos = createdNanos;

    PooledConnection(ConnectionPool pool, SenderSettings settings) {
        this.pool = pool;
        this.settings = settings;
        this.encoder = new RequestEncoder(settings.hostHeader());
    }

    ChannelHandler decoder() {
        return new HttpResponseDecoder(new HttpDecoderConfig()) {
            @Override
            protected boolean isContentAlwaysEmpty(HttpMessage message) {
                return headRequest || super.isContentAlwaysEmpty(message);
            }

            /** Of a surplus answer not even a beginning is kept, which would grow into the answer to the next request. */
            @Override
            protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) throws Exception {
                if (isSurplus()) {
                    bytes.skipBytes(bytes.readableBytes());
                    PooledConnection.this.close();
                } else {
                    super.decode(ctx, bytes, out);
                }
            }
        };
    }

    Channel channel() {
        return context().channel();
    }

    boolean isUsable(long nowNanos) {
        return reusable
                && channel().isActive()
                && nowNanos - createdNanos < settings.maxAge().toNanos();
    }

    void start(PendingExchange pending) {
        ChannelHandlerContext ctx = context();
        current = pending;
        headRequest = pending.request().method().equals("HEAD");
        ctx.writeAndFlush(encoder.encode(ctx.alloc(), pending.request()), ctx.voidPromise());
    }

    void close() {
        reusable = false;
        if (context != null) {
            context.close();
        }
    }

    void fail(Throwable cause) {
        close();
        PendingExchange pending = current;
        current = null;
        answer = null;
        pool.forget(this);
        if (pending != null) {
            pending.fail(cause);
        }
    }

    void sweep(long nowNanos) {
        PendingExchange pending = current;
        if (pending == null) {
            if (nowNanos - idleSinceNanos >= settings.idleTimeout().toNanos() || !isUsable(nowNanos)) {
                close();
                pool.forget(this);
            }
        } else if (pending.isLate(nowNanos)) {
            // A late answer must not meet the next request, so the connection goes too.
            fail(new TimeoutException(
                    "no complete answer within " + settings.requestTimeout().toMillis() + " ms"));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        encoder.release();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (isSurplus()) {
                close();
            } else if (((HttpObject) message).decoderResult().isFailure()) {
                decodeFailed(((HttpObject) message).decoderResult().cause());
            } else {
                take(message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Whether what comes now belongs to no request. */
    private boolean isSurplus() {
        return current == null || (answer != null && answer.isComplete());
    }

    /** A peer that has said goodbye in TLS answers nothing any more, although its socket may stay open. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent) {
            close();
            if (current == null) {
                pool.forget(this);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    private void take(Object message) {
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && response.status().code() != SWITCHING_PROTOCOLS;
            if (!interim) {
                answer = new AnswerInProgress(response, settings.maxAnswerBytes());
                reusable = HttpUtil.isKeepAlive(response) && response.status().code() != SWITCHING_PROTOCOLS;
            }
        }
        if (message instanceof HttpContent content && answer != null && !interim) {
            answer.append(content.content());
            if (answer.isCutOff()) {
                reusable = false;
            }
            if (message instanceof LastHttpContent) {
                answer.complete();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (answer != null && answer.isComplete()) {
            finish(ctx);
        }
    }

    private void finish(ChannelHandlerContext ctx) {
        PendingExchange pending = current;
        AnswerInProgress complete = answer;
        current = null;
        answer = null;
        served = true;
        idleSinceNanos = System.nanoTime();
        if (isUsable(idleSinceNanos) && everythingWritten(ctx)) {
            pool.release(this);
        } else {
            close();
            pool.forget(this);
        }
        if (pending != null && complete != null) {
            pending.answer(complete);
        }
    }

    /** A peer may answer before it has read the whole request; the rest of that request would spoil the next one. */
    private static boolean everythingWritten(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        return buffer != null && buffer.isEmpty();
    }

    private void decodeFailed(Throwable cause) {
        if (cause instanceof IOException broken && !(cause instanceof ProtocolException)) {
            fail(broken(broken));
            return;
        }
        ProtocolException junk = new ProtocolException("the answer is not HTTP: " + cause.getMessage());
        junk.initCause(cause);
        fail(junk);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (root instanceof IOException && !(root instanceof SSLException)) {
            fail(broken(root));
        } else {
            fail(root);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (answer != null && answer.isComplete()) {
            finish(ctx);
        } else {
            fail(broken(null));
        }
    }

    private BrokenExchangeException broken(@Nullable Throwable cause) {
        Stage unanswered = served ? Stage.STALE : Stage.UNANSWERED;
        return new BrokenExchangeException(answer == null ? unanswered : Stage.HALF_ANSWERED, cause);
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection has no channel yet");
        }
        return context;
    }
}
