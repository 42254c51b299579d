package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;

/** An answer while it arrives, and after that the answer itself: holds copies only, no buffer of the transport. */
final class AnswerInProgress implements HttpAnswer {
    private static final byte[] NONE = {};

    private final int status;
    private final HttpHeaders headers;
    private final int maxBytes;
    private byte[] body = NONE;
    private boolean complete;
    private boolean cutOff;

    AnswerInProgress(HttpResponse response, int maxBytes) {
        this.status = response.status().code();
        this.headers = response.headers();
        this.maxBytes = maxBytes;
    }

    void append(ByteBuf content) {
        int room = maxBytes - body.length;
        int taken = Math.min(room, content.readableBytes());
        if (taken > 0) {
            int before = body.length;
            body = Arrays.copyOf(body, before + taken);
            content.readBytes(body, before, taken);
        }
        if (content.isReadable()) {
            // There is no use in waiting for bytes that nobody will see.
            cutOff = true;
            complete = true;
        }
    }

    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public byte[] body() {
        return body;
    }
}
