package io.github.kafkaconnect.webpubsub.common.auth;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends an identity's access token, which fits every URL of the service. The first token is asked for when this is made, the next ahead
 * of the expiry, while the current one is still in use; nobody waits for either. Safe for use by many threads.
 */
public final class IdentityCredential implements CredentialSource {
    /** A token is not sent when it may expire on the way. */
    private static final long MARGIN_MS = 10_000;
    /** The authority is asked no more often than this, whatever it answers. */
    private static final long ASK_AGAIN_MS = 5_000;
    /** A token that was refused this soon after it was made was not refused for its age. */
    private static final long FRESH_MS = 60_000;

    private final TokenFetch fetch;
    private final Clock clock;
    private final Runnable whenClosed;
    private final AtomicBoolean asking = new AtomicBoolean();
    /** How many there were; a bearer's origin is its number. */
    private final AtomicInteger tokens = new AtomicInteger();

    private volatile State state;
    /** Of the token that was refused last for its age; none has 0. */
    private volatile int refusedOrigin;

    /**
     * What is known; replaced as a whole.
     *
     * @param failure why the last question failed, or null
     * @param askAtMs before then the authority is not asked again
     * @param sinceMs when that was decided
     */
    private record State(@Nullable Held held, @Nullable Missing failure, long askAtMs, long sinceMs) {
        /** Also when the clock was set back, by which the time to ask may be hours away. */
        boolean isDue(long nowMs) {
            return nowMs >= askAtMs || nowMs < sinceMs - ASK_AGAIN_MS;
        }
    }

    /** A token as it is sent. */
    private record Held(Bearer bearer, String value, long expiresAtMs) {}

    /** @param whenClosed ends what the fetch holds */
    public IdentityCredential(TokenFetch fetch, Clock clock, Runnable whenClosed) {
        this.fetch = fetch;
        this.clock = clock;
        this.whenClosed = whenClosed;
        this.state = new State(null, null, Long.MIN_VALUE, clock.millis());
        ask(state, false);
    }

    @Override
    public Credential credential(String absoluteUrl) {
        State now = state;
        long nowMs = clock.millis();
        askInTime(now, nowMs);
        Held held = now.held();
        if (held != null && serves(held, nowMs)) {
            return held.bearer();
        }
        Missing failure = now.failure();
        return failure == null ? new Pending("the identity's token is on its way") : failure;
    }

    @Override
    public boolean isCurrent(Bearer credential) {
        State now = state;
        long nowMs = clock.millis();
        askInTime(now, nowMs);
        Held held = now.held();
        return held != null && held.bearer().origin() == credential.origin() && serves(held, nowMs);
    }

    @Override
    public void accepted(Bearer credential) {}

    /** An old token is replaced by one that the authority makes anew; a fresh one was not refused for its age. */
    @Override
    public AfterRefusal refused(Bearer credential) {
        State now = state;
        Held held = now.held();
        if (held == null || held.bearer().origin() != credential.origin()) {
            return AfterRefusal.TRY_AGAIN;
        }
        long nowMs = clock.millis();
        boolean aged = Math.abs(nowMs - credential.issuedAtMs()) > FRESH_MS;
        if (aged) {
            // Not even while a question is under way that began before.
            refusedOrigin = credential.origin();
        }
        if (aged || now.isDue(nowMs)) {
            ask(new State(aged ? null : held, null, now.askAtMs(), now.sinceMs()), true);
        }
        return aged ? AfterRefusal.TRY_AGAIN : AfterRefusal.EXHAUSTED;
    }

    @Override
    public Grant grant() {
        return Grant.ROLE;
    }

    @Override
    public void close() {
        whenClosed.run();
    }

    private boolean serves(Held held, long nowMs) {
        return nowMs < held.expiresAtMs() - MARGIN_MS && held.bearer().origin() != refusedOrigin;
    }

    private void askInTime(State now, long nowMs) {
        if (now.isDue(nowMs) && !asking.get()) {
            ask(now, false);
        }
    }

    /** One question at a time; who comes second has its answer too. */
    private void ask(State before, boolean anew) {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        state = new State(before.held(), before.failure(), Long.MAX_VALUE, clock.millis());
        fetch.fetch(anew).whenComplete((token, failure) -> {
            state = failure == null ? with(before.held(), token) : without(before.held(), failure);
            asking.set(false);
        });
    }

    private State with(@Nullable Held before, TokenFetch.Token token) {
        long nowMs = clock.millis();
        long askAtMs = Math.max(token.refreshAtMs(), nowMs + ASK_AGAIN_MS);
        if (before != null
                && before.value().equals(token.value())
                && before.bearer().origin() != refusedOrigin) {
            return new State(before, null, askAtMs, nowMs);
        }
        Bearer bearer = new Bearer("Bearer " + token.value(), tokens.incrementAndGet(), nowMs);
        return new State(new Held(bearer, token.value(), token.expiresAtMs()), null, askAtMs, nowMs);
    }

    private State without(@Nullable Held before, Throwable failure) {
        Missing missing = new Missing("no token for the identity: " + words(failure), !isAway(failure));
        long nowMs = clock.millis();
        return new State(before, missing, nowMs + ASK_AGAIN_MS, nowMs);
    }

    /** The authority could not be asked, which says nothing about the identity. */
    private static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** The first line of the innermost cause that has one: libraries wrap it in words of their own. */
    private static String words(Throwable failure) {
        String words = failure.getClass().getSimpleName();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                words = message.strip().lines().findFirst().orElse(words);
            }
        }
        return words;
    }
}
