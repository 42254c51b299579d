package io.github.kafkaconnect.webpubsub.emulator.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks and signs HS256 tokens with the UTF-8 bytes of the access keys.
 *
 * <p>Loop-confined. Checked tokens are remembered by their text (bounded), because senders repeat them; times are
 * checked on every use.
 */
public final class Tokens {
    private static final int CACHE_MAX = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final InstantSource clock;
    private final long skewSeconds;
    private final Map<String, Claims> claimsByToken = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Claims> eldest) {
            return size() > CACHE_MAX;
        }
    };
    private List<Mac> macs = List.of();
    private List<Mac> switchedOff = List.of();

    public Tokens(InstantSource clock, long skewSeconds) {
        this.clock = clock;
        this.skewSeconds = skewSeconds;
    }

    /** Replaces the valid keys; the first one signs. */
    public void keys(List<String> keys) {
        macs = keys.stream().map(Tokens::mac).toList();
        claimsByToken.clear();
    }

    /**
     * Local authentication is off: tokens of these keys are known, but not valid. Client tokens are still made and taken,
     * with a key that nobody else has.
     */
    public void switchOff(List<String> keys) {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        keys(List.of(HexFormat.of().formatHex(secret)));
        switchedOff = keys.stream().map(Tokens::mac).toList();
    }

    /** True for a token that would be valid, had its key not been switched off. */
    public boolean isSwitchedOff(String token) {
        Claims claims = switchedOff.isEmpty() ? null : parse(token, switchedOff);
        return claims != null && isTimely(claims);
    }

    private static Mac mac(String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no HmacSHA256", e);
        }
    }

    /** The claims of a token that is signed by one of the keys and valid now; else null. */
    public @Nullable Claims verify(String token) {
        Claims claims = claimsByToken.get(token);
        if (claims == null) {
            claims = parse(token, macs);
            if (claims == null) {
                return null;
            }
            claimsByToken.put(token, claims);
        }
        return isTimely(claims) ? claims : null;
    }

    private boolean isTimely(Claims claims) {
        return claims.isTimely(clock.instant(), skewSeconds);
    }

    private static @Nullable Claims parse(String token, List<Mac> macs) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (first <= 0 || last == first || token.indexOf('.', first + 1) != last) {
            return null;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(last + 1));
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, first)));
            boolean signed = "HS256".equals(header.path("alg").asText())
                    && isSigned(macs, token.substring(0, last).getBytes(StandardCharsets.US_ASCII), signature);
            return signed
                    ? Claims.of(JSON.readTree(Base64.getUrlDecoder().decode(token.substring(first + 1, last))))
                    : null;
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }

    private static boolean isSigned(List<Mac> macs, byte[] signed, byte[] signature) {
        for (Mac mac : macs) {
            if (MessageDigest.isEqual(mac.doFinal(signed), signature)) {
                return true;
            }
        }
        return false;
    }

    /** Signs a client token with the first key, valid from now on for that long. */
    public String mint(ObjectNode claims, long validSeconds) {
        long now = clock.instant().getEpochSecond();
        claims.put("nbf", now).put("iat", now).put("exp", now + validSeconds);
        String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString());
        byte[] signature = macs.get(0).doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + ENCODER.encodeToString(signature);
    }

    private static String encode(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
