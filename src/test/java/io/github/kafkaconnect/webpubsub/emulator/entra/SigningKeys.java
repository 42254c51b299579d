package io.github.kafkaconnect.webpubsub.emulator.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kafkaconnect.webpubsub.emulator.auth.Jwt;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that are published, newest first; the newest signs. For use by any thread. */
final class SigningKeys {
    private static final int BITS = 2048;

    private volatile List<SigningKey> keys = List.of(SigningKey.fresh());

    private record SigningKey(String id, RSAPublicKey open, PrivateKey secret) {
        static SigningKey fresh() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                KeyPair pair = generator.generateKeyPair();
                return new SigningKey(UUID.randomUUID().toString(), (RSAPublicKey) pair.getPublic(), pair.getPrivate());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The JDK has no RSA", e);
            }
        }

        ObjectNode jwk() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("kty", "RSA")
                    .put("use", "sig")
                    .put("kid", id)
                    .put("n", base64(open.getModulus()))
                    .put("e", base64(open.getPublicExponent()));
        }

        /** Without the byte that only holds the sign. */
        private static String base64(BigInteger number) {
            byte[] bytes = number.toByteArray();
            byte[] magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
        }
    }

    synchronized void rollOver() {
        keys = Stream.concat(Stream.of(SigningKey.fresh()), keys.stream()).toList();
    }

    synchronized void retireOld() {
        keys = List.of(keys.get(0));
    }

    @Nullable
    PublicKey key(String id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .map(SigningKey::open)
                .findFirst()
                .orElse(null);
    }

    String sign(JsonNode claims) {
        SigningKey newest = keys.get(0);
        return Jwt.sign(newest.id(), claims, newest.secret());
    }

    /** The JWK set. */
    ObjectNode published() {
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        ArrayNode array = set.putArray("keys");
        keys.forEach(key -> array.add(key.jwk()));
        return set;
    }
}
