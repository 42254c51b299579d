package io.github.kafkaconnect.webpubsub.common.auth;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.AfterRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access keys of a resource and which of them signs. Azure has two, so that one can be regenerated while the other is in use: a
 * refused key makes way for the other. Only when every key was refused since one was last accepted, there is nothing left to try. Safe
 * for use by many threads.
 */
public final class KeyRing {
    private final List<Key> keys;
    private volatile Key active;
    private volatile boolean anyRefused;
    private final boolean[] refused;

    /** One key: its place in the ring and the bytes that sign, which are the UTF-8 bytes of its text. */
    static final class Key {
        private final int place;
        private final byte[] secret;

        private Key(int place, String text) {
            this.place = place;
            this.secret = text.getBytes(StandardCharsets.UTF_8);
        }

        int place() {
            return place;
        }

        byte[] secret() {
            return secret;
        }
    }

    /** @param secondary null when only one key is configured */
    public KeyRing(String primary, @Nullable String secondary) {
        this.keys =
                secondary == null ? List.of(new Key(0, primary)) : List.of(new Key(0, primary), new Key(1, secondary));
        this.active = keys.get(0);
        this.refused = new boolean[keys.size()];
    }

    Key active() {
        return active;
    }

    List<Key> keys() {
        return keys;
    }

    /** The service took what the key signed; forgets earlier refusals, of whichever key. Late news about a key that rests are ignored. */
    void reportAccepted(int place) {
        if (anyRefused) {
            clearRefusals(place);
        }
    }

    private synchronized void clearRefusals(int place) {
        if (place == active.place()) {
            Arrays.fill(refused, false);
            anyRefused = false;
        }
    }

    /** The service refused what the key signed: falls over to the other unless that was refused too. */
    synchronized AfterRefusal reportRefused(int place) {
        if (place != active.place()) {
            // Signed before the change-over: the key that is active now has not been asked.
            return refused[active.place()] ? AfterRefusal.EXHAUSTED : AfterRefusal.TRY_AGAIN;
        }
        refused[place] = true;
        anyRefused = true;
        for (Key other : keys) {
            if (!refused[other.place()]) {
                active = other;
                return AfterRefusal.TRY_AGAIN;
            }
        }
        // Whoever waits for a key to become right again tries them in turn.
        active = keys.get((place + 1) % keys.size());
        return AfterRefusal.EXHAUSTED;
    }
}
