package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a reply into what the codec writes. A reply that cannot be written as HTTP becomes a 500, so that the peer never waits in vain. */
final class ReplyEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyEncoder.class);
    private static final int INFORMATIONAL_END = 200;
    private static final int NO_CONTENT = 204;

    private ReplyEncoder() {}

    static FullHttpResponse encode(HttpReply reply, boolean keepAlive) {
        try {
            return response(reply, keepAlive);
        } catch (IllegalArgumentException e) {
            LOG.error("A reply cannot be written as HTTP status={}", reply.status(), e);
            return response(HttpReply.of(HttpResponseStatus.INTERNAL_SERVER_ERROR.code()), keepAlive);
        }
    }

    private static FullHttpResponse response(HttpReply reply, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                Unpooled.wrappedBuffer(reply.body()),
                DefaultHttpHeadersFactory.headersFactory().newHeaders(),
                EmptyHttpHeaders.INSTANCE);
        for (Map.Entry<String, String> header : reply.headers()) {
            response.headers().add(header.getKey(), header.getValue());
        }
        if (reply.status() >= INFORMATIONAL_END && reply.status() != NO_CONTENT) {
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }
}
