package io.github.kafkaconnect.webpubsub.common.protocol;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code ce-signature}: the HMAC-SHA256 of the connection id with an access key, in hexadecimal after {@code sha256=}, once
 * per key of the resource. It is the same for all events of a connection and covers neither body nor time, so what was valid for a connection is
 * remembered. Safe for many threads.
 */
public final class EventSignature {
    private static final String PREFIX = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";
    /** More than the two keys of a resource, few enough to bound the work that one request can cause. */
    private static final int CANDIDATES_MAX = 16;
    /** Connections, not events: so many that are busy at a time fit, and the memory that they take is small. */
    private static final int VERIFIED_MAX = 10_000;

    private static final int VERIFIED_BYTES_MAX = 256;

    private final List<Mac> macs;
    private final ConcurrentMap<String, byte[]> verifiedByConnection = new ConcurrentHashMap<>();

    /** @param accessKeys as they stand in connection strings; their UTF-8 bytes sign, nothing is base64-decoded */
    public EventSignature(List<String> accessKeys) {
        if (accessKeys.isEmpty()) {
            throw new IllegalArgumentException("a signature needs an access key");
        }
        this.macs = accessKeys.stream().map(EventSignature::macOf).toList();
    }

    /**
     * Whether any element of the header equals the signature of any key.
     *
     * @param headerLines all {@code ce-signature} lines; each may hold several elements
     */
    public boolean isValid(String connectionId, List<String> headerLines) {
        byte[] lines = String.join("\n", headerLines).getBytes(StandardCharsets.UTF_8);
        byte[] verified = verifiedByConnection.get(connectionId);
        if (verified != null && MessageDigest.isEqual(verified, lines)) {
            return true;
        }
        boolean valid = matches(connectionId, candidates(headerLines));
        if (valid && lines.length <= VERIFIED_BYTES_MAX) {
            remember(connectionId, lines);
        }
        return valid;
    }

    /** Valid ones only, so that a stranger can fill nothing. */
    private void remember(String connectionId, byte[] lines) {
        if (verifiedByConnection.size() >= VERIFIED_MAX) {
            verifiedByConnection.clear();
        }
        verifiedByConnection.put(connectionId, lines);
    }

    private boolean matches(String connectionId, List<byte[]> candidates) {
        if (candidates.isEmpty()) {
            return false;
        }
        boolean valid = false;
        for (Mac mac : macs) {
            byte[] expected = hash(mac, connectionId);
            for (byte[] candidate : candidates) {
                // No early end: the time must not tell which key or element matched.
                valid |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return valid;
    }

    /** The header's value as the service writes it. */
    public String sign(String connectionId) {
        return macs.stream()
                .map(mac -> PREFIX + HexFormat.of().formatHex(hash(mac, connectionId)))
                .collect(Collectors.joining(","));
    }

    private static List<byte[]> candidates(List<String> headerLines) {
        List<byte[]> candidates = new ArrayList<>(2);
        for (String line : headerLines) {
            for (String token : Tokens.split(line)) {
                if (candidates.size() < CANDIDATES_MAX && isSha256(token)) {
                    candidates.add(HexFormat.of().parseHex(token.substring(PREFIX.length())));
                }
            }
        }
        return candidates;
    }

    private static boolean isSha256(String token) {
        if (token.length() != PREFIX.length() + 64 || !token.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return false;
        }
        for (int i = PREFIX.length(); i < token.length(); i++) {
            if (!HexFormat.isHexDigit(token.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] hash(Mac prototype, String connectionId) {
        try {
            Mac mac = (Mac) prototype.clone();
            return mac.doFinal(connectionId.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the provider of " + ALGORITHM + " cannot clone", e);
        }
    }

    private static Mac macOf(String accessKey) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(accessKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", e);
        }
    }
}
