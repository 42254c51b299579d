package io.github.kafkaconnect.webpubsub.emulator.rest;

import java.util.function.Predicate;

/**
 * Facts of the REST API that no source settles, with the documented or likeliest value as default. Each option but
 * {@link Access#entra()} can be set as a text, too: see {@code EmulatorOptions.with}.
 */
public record RestRules(Paths paths, Access access, Bodies bodies, Answers answers) {

    public static final RestRules DEFAULT = new RestRules(
            new Paths(SlashMode.DECODED, DotNames.KEPT, 65_536),
            new Access(
                    GenerateToken.ENTRA_ONLY,
                    AudienceQuery.REQUIRED,
                    AudienceEscapes.AS_SENT,
                    token -> false,
                    401,
                    "",
                    RefusalBody.EMPTY),
            new Bodies(1_048_576, 400, ApiVersion.V2021_10_01),
            new Answers(
                    ApiVersion.SUPPORTED,
                    "Closed by REST API.",
                    RequestId.NOT_ECHOED,
                    new NotFoundCodes(
                            "Warning.Connection.NotExisted", "Warning.User.NotExisted", "Error.User.NotExisted")));

    /**
     * How names are taken from a path.
     *
     * @param slashes what {@code %2F} in a path segment means is unknown
     * @param dots whether names such as {@code ..} survive the service's front end is unknown
     * @param uriBytesMax longest path with query, a longer one is answered 414; no document has the number
     */
    public record Paths(SlashMode slashes, DotNames dots, int uriBytesMax) {}

    /** The meaning of {@code %2F} in a name within a path. */
    public enum SlashMode {
        /** It is a slash. */
        DECODED,
        /** It stays {@code %2F}, so that the name differs from the one a client joined. */
        KEPT
    }

    /** What becomes of dots in path segments, escaped ones included. */
    public enum DotNames {
        /** They are parts of names. */
        KEPT,
        /** A segment {@code .} vanishes, {@code ..} takes the one before it along. */
        RESOLVED,
        /** That, and dots at the end of a segment are cut off. */
        TRIMMED
    }

    /**
     * Who is let in, and what the others get.
     *
     * @param generateToken whether {@code :generateToken} takes an access-key token is unknown; the service team's emulator
     *     refuses it with 401
     * @param audienceQuery whether the audience may lack the query, as an older article has it, is unknown
     * @param audienceEscapes whether the audience is compared with {@code %27} and the like decoded is unknown
     * @param entra accepts the bearer token of a Microsoft Entra identity; refuses all by default
     * @param keysOffStatus what an access-key token gets when local authentication is off is unknown
     * @param challenge the {@code WWW-Authenticate} of a 401 is unknown; empty for none
     * @param refusalBody the body of a 401 is unknown
     */
    public record Access(
            GenerateToken generateToken,
            AudienceQuery audienceQuery,
            AudienceEscapes audienceEscapes,
            Predicate<String> entra,
            int keysOffStatus,
            String challenge,
            RefusalBody refusalBody) {
        public Access {
            if (keysOffStatus != 401 && keysOffStatus != 403) {
                throw new IllegalArgumentException("the status must be 401 or 403, not " + keysOffStatus);
            }
        }
    }

    /** Whose token {@code :generateToken} takes. */
    public enum GenerateToken {
        ENTRA_ONLY,
        KEY_TOO
    }

    /** Whether the audience has to have the query of the request. */
    public enum AudienceQuery {
        REQUIRED,
        OPTIONAL
    }

    /** How the audience is compared with the address of the request. */
    public enum AudienceEscapes {
        /** Character by character. */
        AS_SENT,
        /** After both were decoded where a URL needs no escape. */
        NORMALISED
    }

    /** The body of a 401. */
    public enum RefusalBody {
        EMPTY,
        /** The flat error of other statuses. */
        ERROR_DETAIL
    }

    /**
     * What a send may carry.
     *
     * @param bytesMax longest body
     * @param oversizeStatus of a longer one is unknown: 400 as the service team's emulator answers, or 413 as a sibling
     *     service does
     * @param ttlSince the version that brought {@code messageTtlSeconds} is unknown; older ones ignore it
     */
    public record Bodies(int bytesMax, int oversizeStatus, ApiVersion ttlSince) {
        public Bodies {
            if (oversizeStatus < 400 || oversizeStatus > 499) {
                throw new IllegalArgumentException("the status must be 4xx, not " + oversizeStatus);
            }
        }
    }

    /**
     * What answers say.
     *
     * @param supportedVersions the list in {@code api-supported-versions} is known from the service team's emulator only
     * @param closeReason the service's own text for a close without {@code reason} is unknown
     * @param requestId whether {@code x-ms-client-request-id} comes back is unknown
     */
    public record Answers(String supportedVersions, String closeReason, RequestId requestId, NotFoundCodes notFound) {}

    /** What happens to {@code x-ms-client-request-id}. */
    public enum RequestId {
        NOT_ECHOED,
        ECHOED
    }

    /**
     * The {@code x-ms-error-code} of 404 answers that no source settles; empty for none.
     *
     * @param connection when a HEAD finds no connection
     * @param user when a HEAD finds no user
     * @param userToGroup when a user without connection is added to a group
     */
    public record NotFoundCodes(String connection, String user, String userToGroup) {}

    public RestRules withSlashes(SlashMode mode) {
        return new RestRules(new Paths(mode, paths.dots(), paths.uriBytesMax()), access, bodies, answers);
    }

    /** Lets access-key tokens call {@code :generateToken}. */
    public RestRules withKeyGeneratingTokens() {
        return withAccess(GenerateToken.KEY_TOO, access.audienceQuery(), access.entra());
    }

    /** Accepts audiences without the query as well. */
    public RestRules withAudienceWithoutQuery() {
        return withAccess(access.generateToken(), AudienceQuery.OPTIONAL, access.entra());
    }

    public RestRules withEntra(Predicate<String> accepted) {
        return withAccess(access.generateToken(), access.audienceQuery(), accepted);
    }

    private RestRules withAccess(GenerateToken generateToken, AudienceQuery query, Predicate<String> entra) {
        Access other = new Access(
                generateToken,
                query,
                access.audienceEscapes(),
                entra,
                access.keysOffStatus(),
                access.challenge(),
                access.refusalBody());
        return new RestRules(paths, other, bodies, answers);
    }

    /** Answers bodies over the limit with that status. */
    public RestRules withOversizeStatus(int status) {
        return new RestRules(paths, access, new Bodies(bodies.bytesMax(), status, bodies.ttlSince()), answers);
    }
}
