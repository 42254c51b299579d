package io.github.kafkaconnect.webpubsub.emulator.rest;

import java.util.function.Predicate;

/**
 * Facts of the REST API that no source settles, with the documented or likeliest value as default.
 *
 * @param slashes what {@code %2F} in a path segment means
 * @param keyGeneratesTokens whether {@code :generateToken} takes an access-key token; the service team's emulator
 *     refuses it with 401
 * @param audienceWithoutQuery whether the audience may also lack the query, as an older article has it
 * @param entra accepts the bearer token of a Microsoft Entra identity; refuses all by default
 * @param sendBytesMax longest body of a send
 * @param oversizeStatus of a longer one: 400 as the service team's emulator answers, or 413 as a sibling service does
 */
public record RestRules(
        SlashMode slashes,
        boolean keyGeneratesTokens,
        boolean audienceWithoutQuery,
        Predicate<String> entra,
        int sendBytesMax,
        int oversizeStatus) {
    /** The meaning of {@code %2F} in a name within a path. */
    public enum SlashMode {
        /** It is a slash. */
        DECODED,
        /** It stays {@code %2F}, so that the name differs from the one a client joined. */
        KEPT
    }

    public static final RestRules DEFAULT =
            new RestRules(SlashMode.DECODED, false, false, token -> false, 1_048_576, 400);

    public RestRules withSlashes(SlashMode mode) {
        return new RestRules(mode, keyGeneratesTokens, audienceWithoutQuery, entra, sendBytesMax, oversizeStatus);
    }

    /** Lets access-key tokens call {@code :generateToken}. */
    public RestRules withKeyGeneratingTokens() {
        return new RestRules(slashes, true, audienceWithoutQuery, entra, sendBytesMax, oversizeStatus);
    }

    /** Accepts audiences without the query as well. */
    public RestRules withAudienceWithoutQuery() {
        return new RestRules(slashes, keyGeneratesTokens, true, entra, sendBytesMax, oversizeStatus);
    }

    public RestRules withEntra(Predicate<String> accepted) {
        return new RestRules(slashes, keyGeneratesTokens, audienceWithoutQuery, accepted, sendBytesMax, oversizeStatus);
    }

    /** Answers bodies over the limit with that status. */
    public RestRules withOversizeStatus(int status) {
        return new RestRules(slashes, keyGeneratesTokens, audienceWithoutQuery, entra, sendBytesMax, status);
    }
}
