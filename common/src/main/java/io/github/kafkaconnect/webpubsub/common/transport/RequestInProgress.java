package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A request while it arrives. Room grows with the bytes that came, not with the length that was announced: anybody can announce. Only a little
 * is believed, so that the body of a common request is copied once.
 */
final class RequestInProgress {
    private static final byte[] NONE = {};
    private static final int BELIEVED_BYTES = 16_384;

    private final HttpRequest head;
    private final BodyRoom room;
    private final int believed;
    private final int maxBytes;
    /** Of the shared room; a common request takes none. */
    private long taken;

    private byte[] body = NONE;
    private int length;

    /** What became of a part of the body. */
    enum Part {
        TAKEN,
        TOO_LARGE,
        NO_ROOM
    }

    /**
     * @param room of all bodies on their way in
     * @param announced the length that the head names, 0 when it names none
     */
    RequestInProgress(HttpRequest head, BodyRoom room, long announced, int maxBytes) {
        this.head = head;
        this.room = room;
        this.believed = (int) Math.min(BELIEVED_BYTES, announced);
        this.maxBytes = maxBytes;
    }

    Part append(ByteBuf content) {
        int more = content.readableBytes();
        if (more > maxBytes - length) {
            return Part.TOO_LARGE;
        }
        if (more > body.length - length) {
            int ahead = length == 0 ? believed : (int) Math.min(maxBytes, 2L * length);
            int size = Math.max(length + more, ahead);
            if (!hasRoomFor(size)) {
                return Part.NO_ROOM;
            }
            body = Arrays.copyOf(body, size);
        }
        content.readBytes(body, length, more);
        length += more;
        return Part.TAKEN;
    }

    private boolean hasRoomFor(int size) {
        if (size <= BELIEVED_BYTES) {
            return true;
        }
        if (!room.take(size - taken)) {
            return false;
        }
        taken = size;
        return true;
    }

    /** Nothing of it is on its way in any more. */
    void release() {
        room.giveBack(taken);
        taken = 0;
    }

    boolean isKeepAlive() {
        return HttpUtil.isKeepAlive(head) && head.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    ReceivedRequest complete() {
        List<Map.Entry<String, String>> headers = new ArrayList<>(head.headers().size());
        Iterator<Map.Entry<CharSequence, CharSequence>> entries = head.headers().iteratorCharSequence();
        while (entries.hasNext()) {
            Map.Entry<CharSequence, CharSequence> entry = entries.next();
            headers.add(Map.entry(
                    HeaderNames.lowerCase(entry.getKey()), entry.getValue().toString()));
        }
        byte[] exact = body.length == length ? body : Arrays.copyOf(body, length);
        return new ReceivedRequest(head.method().name(), head.uri(), headers, exact);
    }
}
