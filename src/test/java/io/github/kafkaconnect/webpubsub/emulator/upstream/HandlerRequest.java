package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One request to a handler; may be sent several times. */
@SuppressWarnings("ArrayRecordComponent") // A payload on its way: never compared, never a key.
record HandlerRequest(HttpMethod method, URI url, HttpHeaders headers, byte[] body) {
    /** The same request for the place that a 3xx names; null when it names none. */
    @Nullable
    HandlerRequest redirected(HandlerAnswer answer) {
        if (!(answer instanceof HandlerAnswer.Answered answered)
                || answered.status() < 300
                || answered.status() > 399
                || answered.headers().get(HttpHeaderNames.LOCATION) == null) {
            return null;
        }
        try {
            URI target = url.resolve(answered.headers().get(HttpHeaderNames.LOCATION));
            HttpHeaders readdressed =
                    new DefaultHttpHeaders().set(headers).set(HttpHeaderNames.HOST, target.getRawAuthority());
            return new HandlerRequest(method, target, readdressed, body);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
