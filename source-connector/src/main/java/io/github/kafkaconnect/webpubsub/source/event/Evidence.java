package io.github.kafkaconnect.webpubsub.source.event;

import java.util.List;

/**
 * What a request shows about its sender.
 *
 * @param connectionId as received, for it is what the signature covers
 * @param signatures all {@code ce-signature} lines
 * @param origins all {@code WebHook-Request-Origin} lines
 * @param codes what the query gives as shared secret, decoded
 * @param authorizations all {@code Authorization} lines
 */
public record Evidence(
        String connectionId,
        List<String> signatures,
        List<String> origins,
        List<String> codes,
        List<String> authorizations) {
    @Override
    public String toString() {
        return "Evidence[connectionId=" + connectionId + "]";
    }
}
