package io.github.kafkaconnect.webpubsub.emulator.upstream;

import io.github.kafkaconnect.webpubsub.emulator.hub.EventHandler;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.RequestIds;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UpstreamBehaviour.UserIdEncoding;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes events in the binary mode of CloudEvents: attributes in headers, data in the body. */
final class EventWriter {
    static final String METADATA_PREFIX = "x-webpubsub-metadata-";
    static final String CONNECTION_STATE = "ce-connectionState";

    private final UpstreamOptions options;

    EventWriter(UpstreamOptions options) {
        this.options = options;
    }

    /** @throws IllegalArgumentException when something cannot stand in a header */
    HandlerRequest write(OutgoingEvent event, EventHandler handler) {
        ClientContext client = event.client();
        URI url = handler.url(client.hub(), event.name());
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.HOST, url.getRawAuthority());
        headers.set("WebHook-Request-Origin", options.origin());
        headers.set(HttpHeaderNames.CONTENT_TYPE, event.contentType());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, event.body().length);
        attributes(event, headers);
        context(client, headers);
        for (Map.Entry<String, String> entry : event.metadata().entrySet()) {
            headers.set(METADATA_PREFIX + entry.getKey().toLowerCase(Locale.ROOT), ascii(entry.getValue()));
        }
        client.cookies().header(url).ifPresent(cookies -> headers.set(HttpHeaderNames.COOKIE, cookies));
        bearer(options, handler.auth(), headers);
        if (options.behaviour().requests().requestIds() == RequestIds.SENT) {
            headers.set("x-ms-client-request-id", UUID.randomUUID().toString());
        }
        return new HandlerRequest(HttpMethod.POST, url, headers, event.body());
    }

    static void bearer(UpstreamOptions options, EventHandler.Auth auth, HttpHeaders headers) {
        String audience = auth.resource();
        if (audience != null) {
            options.bearerTokens()
                    .apply(audience)
                    .ifPresent(token -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token));
        }
    }

    private void attributes(OutgoingEvent event, HttpHeaders headers) {
        ClientContext client = event.client();
        headers.set("ce-specversion", "1.0");
        headers.set("ce-awpsversion", "1.0");
        headers.set("ce-type", ascii(event.kind().type(event.name())));
        headers.set("ce-source", ascii("/hubs/" + client.hub() + "/client/" + client.connectionId()));
        headers.set("ce-id", event.id());
        headers.set(
                "ce-time",
                options.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        headers.set("ce-hub", client.hub());
        headers.set("ce-connectionId", ascii(client.connectionId()));
        headers.set("ce-eventName", ascii(event.name()));
        List<String> accessKeys = options.accessKeys().get();
        if (!accessKeys.isEmpty()) {
            headers.set("ce-signature", EventSignature.of(client.connectionId(), accessKeys));
        }
    }

    private void context(ClientContext client, HttpHeaders headers) {
        String userId = client.userId();
        if (userId != null && !userId.isEmpty()) {
            headers.set("ce-userId", encodeUserId(userId));
        }
        String subprotocol = client.subprotocol();
        if (subprotocol != null && !subprotocol.isEmpty()) {
            headers.set("ce-subprotocol", ascii(subprotocol));
        }
        String state = client.connectionState();
        if (state != null) {
            headers.set(CONNECTION_STATE, state);
        }
    }

    private String encodeUserId(String userId) {
        if (userId.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return userId;
        }
        byte[] utf8 = userId.getBytes(StandardCharsets.UTF_8);
        if (options.behaviour().requests().userId() == UserIdEncoding.RAW_UTF8) {
            // Header values are written byte by byte from the low eight bits of each character.
            return new String(utf8, StandardCharsets.ISO_8859_1);
        }
        StringBuilder encoded = new StringBuilder();
        for (byte b : utf8) {
            boolean plain = b > ' ' && b <= '~' && b != '"' && b != '%';
            encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }

    private static String ascii(String value) {
        if (value.chars().anyMatch(c -> c > 0x7F)) {
            throw new IllegalArgumentException("request headers must contain only ASCII characters");
        }
        return value;
    }
}
