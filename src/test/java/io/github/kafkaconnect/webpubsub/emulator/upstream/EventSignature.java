package io.github.kafkaconnect.webpubsub.emulator.upstream;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code ce-signature}: an HMAC-SHA256 of the connection id for every access key, the key taken as text. */
final class EventSignature {
    private EventSignature() {}

    static String of(String connectionId, List<String> accessKeys) {
        return accessKeys.stream()
                .map(key -> "sha256=" + HexFormat.of().formatHex(hmac(key, connectionId)))
                .collect(Collectors.joining(","));
    }

    private static byte[] hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform has HmacSHA256", absent);
        }
    }
}
