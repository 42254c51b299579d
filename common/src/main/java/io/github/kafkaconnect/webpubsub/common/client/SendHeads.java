package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Bearer;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.common.transport.RequestHead;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the sends made last. Sends to one target differ in their body only: URL, credential and headers stay the same until the
 * credential changes. Safe for use by many threads.
 */
final class SendHeads {
    private final Map<Key, Head> headByKey;

    private record Key(Target target, SendOptions options, String contentType) {
        static Key of(Operation.Send send) {
            return new Key(send.target(), send.options(), send.payload().contentType());
        }
    }

    /**
     * A head and what it was made of.
     *
     * @param url absolute, as credentials want it
     * @param bearer the very object that the credentials gave
     */
    record Head(String url, Bearer bearer, RequestHead request) {}

    /** @param max number of heads that are kept, at least 1; one costs about 1 KB */
    SendHeads(int max) {
        this.headByKey = new LeastRecentlyUsed(max);
    }

    @Nullable
    Head find(Operation.Send send) {
        synchronized (headByKey) {
            return headByKey.get(Key.of(send));
        }
    }

    void keep(Operation.Send send, Head head) {
        synchronized (headByKey) {
            headByKey.put(Key.of(send), head);
        }
    }

    /** Drops what was not asked for longest. */
    private static final class LeastRecentlyUsed extends LinkedHashMap<Key, Head> {
        private static final long serialVersionUID = 1L;
        private static final float LOAD = 0.75f;

        private final int max;

        LeastRecentlyUsed(int max) {
            super(16, LOAD, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Head> eldest) {
            return size() > max;
        }
    }
}
