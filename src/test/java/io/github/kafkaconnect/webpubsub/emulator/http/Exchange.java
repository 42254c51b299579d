package io.github.kafkaconnect.webpubsub.emulator.http;

import io.github.kafkaconnect.webpubsub.emulator.fault.Fault;
import io.github.kafkaconnect.webpubsub.emulator.fault.RecordedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and its answer: draws the fault, has the request served, writes what is left of the answer. */
final class Exchange {
    private static final byte[] HALF = "{\"code\":\"Half".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext context;
    private final Listener.Parts parts;
    private final Request request;
    private final boolean keepAlive;
    private final Runnable done;

    Exchange(ChannelHandlerContext context, Listener.Parts parts, FullHttpRequest full, Runnable done) {
        this.context = context;
        this.parts = parts;
        this.done = done;
        this.keepAlive = HttpUtil.isKeepAlive(full);
        byte[] body = ByteBufUtil.getBytes(full.content());
        this.request = new Request(full.method().name(), full.uri(), full.headers(), body, System.nanoTime());
    }

    void run() {
        Fault fault = isAdmin() ? null : parts.traffic().faults().draw(request.method(), request.path());
        if (fault == null) {
            serve(null);
        } else if (fault instanceof Fault.AnswerWith answer) {
            write(refusal(answer));
        } else if (fault instanceof Fault.Delay delay) {
            context.executor().schedule(() -> serve(null), delay.duration().toNanos(), TimeUnit.NANOSECONDS);
        } else if (fault instanceof Fault.ResetBefore) {
            reset();
        } else {
            serve(fault);
        }
    }

    /** Requests that steer the emulator meet no fault and are not recorded. */
    boolean isAdmin() {
        return request.uri().startsWith("/_emulator/");
    }

    private static Answer refusal(Fault.AnswerWith fault) {
        Answer answer = Answer.empty(fault.status());
        return fault.retryAfter() == null ? answer : answer.with("retry-after", fault.retryAfter());
    }

    private void serve(@Nullable Fault after) {
        parts.service().serve(request, answer -> {
            if (after instanceof Fault.ResetAfter) {
                reset();
            } else if (after instanceof Fault.HalfBody) {
                writeHalf(answer);
            } else {
                write(answer);
            }
        });
    }

    private void reset() {
        finish(0);
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        context.close();
    }

    private void writeHalf(Answer answer) {
        finish(answer.status());
        byte[] body = answer.body().length > 1 ? answer.body() : HALF;
        ByteBuf half = Unpooled.wrappedBuffer(body, 0, body.length / 2);
        DefaultFullHttpResponse response = response(answer, half);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void write(Answer answer) {
        finish(answer.status());
        boolean head = HttpMethod.HEAD.name().equals(request.method());
        DefaultFullHttpResponse response =
                response(answer, head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        if (answer.status() != 204) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        boolean close = !keepAlive || parts.closeNow();
        if (close) {
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.writeAndFlush(response, context.voidPromise());
            done.run();
        }
    }

    private static DefaultFullHttpResponse response(Answer answer, ByteBuf body) {
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        answer.headers().forEach(response.headers()::set);
        return response;
    }

    private void finish(int status) {
        parts.statuses().count(status);
        if (parts.traffic().recorder().on() && !isAdmin()) {
            Map<String, List<String>> headers = new LinkedHashMap<>();
            request.headers().forEach(header -> headers.computeIfAbsent(
                            header.getKey().toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
                    .add(header.getValue()));
            RecordedRequest recorded = new RecordedRequest(
                    request.method(), request.uri(), headers, request.body(), request.receivedNanos(), status);
            parts.traffic().recorder().add(recorded);
        }
    }
}
