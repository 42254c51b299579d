package io.github.kafkaconnect.webpubsub.common.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a request must keep to beyond what the decoder insists on. A proxy before this listener may share one connection among
 * strangers, so a head that two servers could read in two ways is refused, and the connection with it.
 */
final class HeadRules {
    private static final AsciiString HIXIE_KEY = AsciiString.cached("sec-websocket-key1");

    /** Why a head is refused, in words of our own. */
    record Refusal(HttpResponseStatus status, String detail) {}

    private HeadRules() {}

    /** The reason to refuse a head that the decoder has accepted, or null. */
    static @Nullable Refusal check(HttpRequest head) {
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return new Refusal(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "only HTTP/1.1 is spoken here");
        }
        Iterator<? extends CharSequence> hosts = head.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (hosts.hasNext()) {
            hosts.next();
            if (hosts.hasNext()) {
                return bad("the header Host came more than once");
            }
        } else if (version.equals(HttpVersion.HTTP_1_1)) {
            return bad("the header Host is missing");
        }
        if (head.headers().contains(HIXIE_KEY)) {
            // The decoder would take eight bytes after such a head for its body although no length announces them.
            return bad("this form of WebSocket is not spoken here");
        }
        return !head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                        || isPlain(head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING))
                ? null
                : new Refusal(HttpResponseStatus.NOT_IMPLEMENTED, "the only transfer coding that is taken is chunked");
    }

    private static boolean isPlain(List<String> codings) {
        return codings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(
                        codings.get(0).trim());
    }

    private static Refusal bad(String detail) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
    }
}
