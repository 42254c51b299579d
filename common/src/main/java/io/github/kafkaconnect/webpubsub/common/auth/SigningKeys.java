package io.github.kafkaconnect.webpubsub.common.auth;

import com.nimbusds.jose.JWSVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an authority as they are known here. They are asked for when this is made, again ahead of their age, and once more for a key
 * that is not among them; nobody waits for it. An authority that is away costs nothing as long as the keys that it told are less than a
 * day old. Safe for use by many threads.
 */
final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    /** So long it is believed that a key which the authority did not tell when it was asked for it does not exist. */
    private static final long BELIEVED_NANOS = Duration.ofSeconds(10).toNanos();
    /** The authority is not asked again before that, for anybody can name keys that do not exist. */
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int MAX_WANTED = 64;
    /** Older keys may have been withdrawn. */
    private static final long LAST_NANOS = Duration.ofDays(1).toNanos();

    private final KeyFetch fetch;
    private final LongSupplier nanoTime;
    private final long refreshNanos;
    private final AtomicBoolean asking = new AtomicBoolean();
    /** Keys that were named since the last question and are not known; more of them cause the same question. */
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();

    private volatile State state;

    /**
     * What is known; replaced as a whole.
     *
     * @param askedAt when the last question ended
     */
    private record State(@Nullable Held held, boolean failed, long askedAt) {}

    /** @param missing keys that were asked for and are not there */
    private record Held(Map<String, JWSVerifier> keys, Set<String> missing, long since) {}

    /**
     * The answer to a question for a key.
     *
     * @param verifier null when there is none
     * @param pending whether there may be one later
     */
    record Lookup(@Nullable JWSVerifier verifier, boolean pending) {
        static final Lookup PENDING = new Lookup(null, true);
        static final Lookup UNKNOWN = new Lookup(null, false);
    }

    /** @param refresh after which time the keys are asked for again */
    SigningKeys(KeyFetch fetch, LongSupplier nanoTime, Duration refresh) {
        this.fetch = fetch;
        this.nanoTime = nanoTime;
        this.refreshNanos = refresh.toNanos();
        this.state = new State(null, false, nanoTime.getAsLong());
        ask();
    }

    /** The key of that {@code kid}; if it is not known, the authority is asked for it as soon as it may be asked again. */
    Lookup find(String keyId) {
        State now = state;
        long time = nanoTime.getAsLong();
        Held held = now.held();
        if (held != null && time - held.since() < LAST_NANOS) {
            JWSVerifier verifier = held.keys().get(keyId);
            if (verifier != null) {
                return new Lookup(verifier, false);
            }
            if (held.missing().contains(keyId) && time - held.since() < BELIEVED_NANOS) {
                return Lookup.UNKNOWN;
            }
        }
        if (wanted.size() < MAX_WANTED) {
            wanted.add(keyId);
        }
        refreshInTime();
        return Lookup.PENDING;
    }

    /** Asks when it is time. To be called now and then. */
    void refreshInTime() {
        State now = state;
        long due = now.failed() || !wanted.isEmpty() ? ASK_AGAIN_NANOS : refreshNanos;
        if (nanoTime.getAsLong() - now.askedAt() >= Math.min(due, refreshNanos)) {
            ask();
        }
    }

    /** One question at a time; who comes second has its answer too. */
    private void ask() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        Set<String> asked = Set.copyOf(wanted);
        wanted.removeAll(asked);
        try {
            fetch.fetch().whenComplete((keys, failure) -> end(asked, keys, failure));
        } catch (RuntimeException | OutOfMemoryError noThread) {
            end(asked, null, noThread);
        }
    }

    private void end(Set<String> asked, @Nullable Map<String, JWSVerifier> keys, @Nullable Throwable failure) {
        State before = state;
        long time = nanoTime.getAsLong();
        if (keys != null && failure == null) {
            Set<String> missing = new HashSet<>(asked);
            missing.removeAll(keys.keySet());
            // Those whose requests came again meanwhile have their answer.
            wanted.removeAll(asked);
            wanted.removeAll(keys.keySet());
            state = new State(new Held(keys, missing, time), false, time);
            if (before.failed()) {
                LOG.info("The authority of bearer tokens gives its keys again");
            }
        } else {
            state = new State(before.held(), true, time);
            warnOnce(before, failure);
        }
        asking.set(false);
    }

    private static void warnOnce(State before, @Nullable Throwable failure) {
        if (!before.failed()) {
            LOG.warn(
                    "The authority of bearer tokens does not give its keys: {}. Known keys serve for a day; requests signed with"
                            + " others are answered 503 meanwhile. Check upstream.entra.metadata.url, upstream.entra.ca.file and"
                            + " the way out",
                    words(failure));
        }
    }

    private static String words(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause);
    }
}
