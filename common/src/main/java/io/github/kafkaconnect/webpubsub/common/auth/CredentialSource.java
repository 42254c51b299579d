package io.github.kafkaconnect.webpubsub.common.auth;

import io.github.kafkaconnect.webpubsub.common.protocol.GenerateToken;
import java.util.Optional;

/** Supplies what goes into the {@code Authorization} header. Safe for use by many threads; never blocks. */
public interface CredentialSource extends AutoCloseable {
    /** @param absoluteUrl scheme, host, path and query of the request at the service itself, even when a proxy stands in front of it */
    Credential credential(String absoluteUrl);

    /**
     * Whether a credential given before may still be sent to the URL that it was given for. Called for every request, so it must be
     * cheap; what comes of {@link #credential} may be kept for as long as this says so.
     */
    boolean isCurrent(Bearer credential);

    /** The service took a credential. Called for every success, so it must be cheap. */
    void accepted(Bearer credential);

    /** The service refused a credential with 401. */
    AfterRefusal refused(Bearer credential);

    /** What lets a credential of this source do something; never changes. */
    Grant grant();

    /**
     * A token for a client, where this source can make one without asking the service.
     *
     * @param audience the absolute URL at which the client connects
     */
    default Optional<String> clientToken(String audience, GenerateToken request) {
        return Optional.empty();
    }

    /** Gives up what it holds besides memory, if anything. */
    @Override
    default void close() {}

    /** What the right to call rests on. */
    enum Grant {
        /** Holding the key is enough. */
        KEY,
        /** The identity needs a role on the resource. */
        ROLE
    }

    /** A credential, or the reason why there is none at the moment. */
    sealed interface Credential permits Bearer, Pending, Missing {}

    /**
     * A credential that can be sent.
     *
     * @param header complete value of the header
     * @param origin which key or which token it comes from; meaningful to the source only
     * @param issuedAtMs when it was made, epoch milliseconds
     */
    record Bearer(String header, int origin, long issuedAtMs) implements Credential {
        @Override
        public String toString() {
            return "Bearer[header=hidden, origin=" + origin + ", issuedAtMs=" + issuedAtMs + "]";
        }
    }

    /** None yet: it is being fetched. The attempt may be made again later. */
    record Pending(String detail) implements Credential {}

    /**
     * None, and why.
     *
     * @param denied whether who gives out credentials refused to; false when it could not be asked
     */
    record Missing(String detail, boolean denied) implements Credential {}

    /** What a refusal leaves. */
    enum AfterRefusal {
        /** The next credential will be another one: try again at once. */
        TRY_AGAIN,
        /** Every credential that there is was refused. */
        EXHAUSTED
    }
}
