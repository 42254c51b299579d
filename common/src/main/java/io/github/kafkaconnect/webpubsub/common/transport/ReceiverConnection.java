package io.github.kafkaconnect.webpubsub.common.transport;

import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver.Handler;
import io.github.kafkaconnect.webpubsub.common.transport.RequestClock.Phase;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of the receiver: collects a request, lets the handler answer, then turns to the next. Confined to its event loop. */
final class ReceiverConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverConnection.class);
    private static final int MAX_QUEUED = 8;
    private static final long LINGER_MS = 1_000;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ReceiverSettings settings;
    private final Handler handler;
    private final Refusals refusals;
    private final BodyRoom room;
    private final RequestClock clock;
    private final ArrayDeque<HttpObject> queued = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable RequestInProgress request;
    private boolean draining;
    private boolean reading;
    private boolean working;

    /**
     * @param refusals of the whole receiver
     * @param room of the whole receiver
     */
    ReceiverConnection(ReceiverSettings settings, Handler handler, Refusals refusals, BodyRoom room) {
        this.settings = settings;
        this.handler = handler;
        this.refusals = refusals;
        this.room = room;
        this.clock = new RequestClock(settings, this::late);
    }

    ChannelHandler clock() {
        return clock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        HttpObject part = (HttpObject) message;
        if (!draining && (isBusy() || !queued.isEmpty())) {
            queued.add(part);
            if (queued.size() > MAX_QUEUED) {
                ctx.channel().config().setAutoRead(false);
            }
        } else {
            process(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        ctx.flush();
    }

    /** Nothing is taken up while a request is with its handler, or while the peer lets answers pile up here. */
    private boolean isBusy() {
        return clock.phase() == Phase.HANDLER || !context().channel().isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        workOff();
    }

    private void process(HttpObject part) {
        try {
            if (draining) {
                return;
            }
            DecoderResult result = part.decoderResult();
            if (result.isFailure()) {
                refuse(statusOf(result.cause()), detailOf(result.cause()));
                return;
            }
            if (part instanceof HttpRequest head) {
                begin(head);
            }
            if (part instanceof HttpContent content && request != null) {
                take(content, request);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(HttpRequest head) {
        HeadRules.Refusal refusal = HeadRules.check(head);
        if (refusal != null) {
            refuse(refusal.status(), refusal.detail());
            return;
        }
        long announced = HttpUtil.getContentLength(head, 0L);
        if (announced > settings.maxBodyBytes()) {
            refuseTooLarge();
        } else {
            request = new RequestInProgress(head, room, announced, settings.maxBodyBytes());
            clock.enter(Phase.BODY);
            if (HttpUtil.is100ContinueExpected(head)) {
                inviteBody();
            }
        }
    }

    /** Past the codec, which would count it as the answer, and then take the answer for that of a request which is pipelined behind. */
    private void inviteBody() {
        context().pipeline().context(HttpServerCodec.class).writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
    }

    private void take(HttpContent content, RequestInProgress taking) {
        switch (taking.append(content.content())) {
            case TOO_LARGE -> refuseTooLarge();
            case NO_ROOM -> refuse(
                    HttpResponseStatus.SERVICE_UNAVAILABLE, "too many large bodies are on their way in; try again");
            case TAKEN -> {
                if (content instanceof LastHttpContent) {
                    release();
                    clock.enter(Phase.HANDLER);
                    handle(taking);
                }
            }
        }
    }

    /** What is complete is the handler's to bound. */
    private void release() {
        if (request != null) {
            request.release();
            request = null;
        }
    }

    private void handle(RequestInProgress complete) {
        PendingReply reply = new PendingReply(context().channel(), this, complete.isKeepAlive());
        try {
            handler.handle(complete.complete(), reply);
        } catch (RuntimeException e) {
            LOG.error("The handler failed, the request is answered 500", e);
            reply.send(HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR.code()));
        }
    }

    /** The handler's reply, on the event loop. */
    void replied(HttpReply reply, boolean keepAlive) {
        if (draining || !context().channel().isActive()) {
            return;
        }
        if (!keepAlive) {
            draining = true;
            // A peer that never reads its last answer may keep the connection no longer than an idle one.
            clock.enter(Phase.IDLE);
            context().writeAndFlush(ReplyEncoder.encode(reply, false)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        context().write(ReplyEncoder.encode(reply, true), context().voidPromise());
        // During a read the flush waits for its end, so that the answers to pipelined requests share a packet; unless
        // they pile up.
        if (!reading || !context().channel().isWritable()) {
            context().flush();
        }
        clock.enter(Phase.IDLE);
        workOff();
    }

    /** A handler that replies at once calls back into {@link #replied} from here: only the outermost call loops. */
    private void workOff() {
        if (working || queued.isEmpty()) {
            return;
        }
        working = true;
        while (!queued.isEmpty() && (draining || !isBusy())) {
            process(queued.remove());
        }
        working = false;
        if (queued.isEmpty()) {
            context().channel().config().setAutoRead(true);
        }
    }

    private void refuseTooLarge() {
        refuse(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                "the body is larger than the " + settings.maxBodyBytes() + " bytes that are taken here");
    }

    private void refuse(HttpResponseStatus status, String detail) {
        draining = true;
        release();
        refusals.note(
                TurnedAway.by(status.code()),
                detail + " status=" + status.code(),
                context().channel());
        context()
                .writeAndFlush(ReplyEncoder.encode(HttpReply.text(status.code(), detail), false))
                .addListener(done -> linger());
    }

    /** Closing with unread bytes would reset the connection and could destroy the answer on its way: half-close, swallow, then close. */
    private void linger() {
        if (context().channel() instanceof SocketChannel socket
                && context().pipeline().get(SslHandler.class) == null) {
            socket.shutdownOutput();
        }
        context().executor().schedule(() -> context().close(), LINGER_MS, TimeUnit.MILLISECONDS);
    }

    private void late() {
        if (draining || clock.phase() == Phase.IDLE) {
            context().close();
        } else {
            refuse(HttpResponseStatus.REQUEST_TIMEOUT, "the request came too slowly");
        }
    }

    private static HttpResponseStatus statusOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return HttpResponseStatus.REQUEST_URI_TOO_LONG;
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
        }
        return HttpResponseStatus.BAD_REQUEST;
    }

    /** Words of our own: the decoder's may hold what the peer sent. */
    private static String detailOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return "the request's first line is too long";
        }
        return cause instanceof TooLongHttpHeaderException ? "the headers are too long" : "this is not HTTP/1.1";
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        draining = true;
        release();
        queued.forEach(ReferenceCountUtil::release);
        queued.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake
                && !handshake.isSuccess()
                && !(handshake.cause() instanceof ClosedChannelException)) {
            refusals.note(TurnedAway.TLS, Refusals.handshake(handshake.cause()), ctx.channel());
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Broken connections are the peer's affair and anyone's to cause; failed handshakes have been counted.
        LOG.debug("Connection failed", cause);
        ctx.close();
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection has no channel yet");
        }
        return context;
    }
}
