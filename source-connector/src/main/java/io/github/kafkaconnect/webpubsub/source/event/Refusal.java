package io.github.kafkaconnect.webpubsub.source.event;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import java.util.Locale;

/**
 * Why a request is not taken.
 *
 * @param status the HTTP status that says so
 * @param kind for the figures
 * @param reason tells kinds of refusals apart, for logs that count them; one of a few words, never something that a request holds
 * @param detail in words; never a payload, a credential or a query string
 */
public record Refusal(int status, ErrorCode code, Kind kind, String reason, String detail) {
    /** Where the kind tells enough. */
    public Refusal(int status, ErrorCode code, Kind kind, String detail) {
        this(status, code, kind, kind.word(), detail);
    }

    /** The reasons that are counted apart. */
    public enum Kind {
        PATH("a path that no connector serves; counted by all tasks of the listener."),
        HUB("a hub that is not served at their path; counted by all tasks of the path."),
        MALFORMED("not being an event of Web PubSub."),
        SECRET("a wrong or missing upstream.shared.secret."),
        SIGNATURE("a signature that no configured access key made."),
        ORIGIN("an origin that is not among upstream.allowed.origins."),
        BEARER("their bearer token, or since its key is not known yet."),
        UNKNOWN_EVENT("an unknown type of event, as upstream.unknown.events says."),
        TOO_LARGE("an event that is larger than a record may be.");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** What follows "refused for"; ends a sentence. */
        public String meaning() {
            return meaning;
        }

        /** The word for metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
