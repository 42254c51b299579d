package io.github.kafkaconnect.webpubsub.emulator.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A token that was taken apart, its signature not checked yet. Signatures are RS256, the only algorithm that Microsoft
 * Entra ID signs access tokens with.
 *
 * @param signed the part of the text that the signature is for
 */
@SuppressWarnings("ArrayRecordComponent") // A token on its way: never compared, never a key.
public record Jwt(JsonNode header, Claims claims, String signed, byte[] signature) {
    private static final String ALGORITHM = "RS256";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** The parts of a token, or null when the text is none. */
    public static @Nullable Jwt parse(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first <= 0 || last == first || token.indexOf('.', first + 1) != last) {
            return null;
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, first)));
            JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(first + 1, last)));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(last + 1));
            return header.isObject() && payload.isObject()
                    ? new Jwt(header, Claims.of(payload), token.substring(0, last), signature)
                    : null;
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }

    /** Whether the token says RS256 and the signature is one of that key. */
    public boolean isSignedBy(PublicKey key) {
        if (!ALGORITHM.equals(header.path("alg").asText())) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // Another kind of key, or no signature at all.
        }
    }

    /** The text of a token with that payload. */
    public static String sign(String keyId, JsonNode payload, PrivateKey key) {
        ObjectNode header = JsonNodeFactory.instance
                .objectNode()
                .put("typ", "JWT")
                .put("alg", ALGORITHM)
                .put("kid", keyId);
        String signed = encode(header.toString()) + "." + encode(payload.toString());
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Not an RSA key", e);
        }
    }

    private static String encode(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
