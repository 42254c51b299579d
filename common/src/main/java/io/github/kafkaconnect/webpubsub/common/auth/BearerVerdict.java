package io.github.kafkaconnect.webpubsub.common.auth;

import java.util.Locale;

/** What came of the check of a bearer token. The texts name no part of the token. */
public enum BearerVerdict {
    ACCEPTED("the token is valid"),
    /** Nothing is wrong with what could be checked; the same request may succeed later. */
    KEY_PENDING("the authority's keys are being fetched, or the authority cannot be reached"),
    MISSING("the header Authorization is missing"),
    MALFORMED("the header Authorization is not one bearer token"),
    ALGORITHM("the token is not signed with RS256"),
    ISSUER("the token is of another issuer"),
    AUDIENCE("the token is for another audience"),
    TENANT("the token is of another tenant"),
    CALLER("the token's identity is not among the allowed callers"),
    EXPIRED("the token has expired, or does not say when it does"),
    NOT_YET_VALID("the token is not valid yet"),
    KEY_UNKNOWN("the authority has no such key"),
    SIGNATURE("the token's signature is wrong");

    private final String detail;

    BearerVerdict(String detail) {
        this.detail = detail;
    }

    /** In words, for logs and answers. */
    public String detail() {
        return detail;
    }

    /** The word for metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
