package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Bearer;
import io.github.kafkaconnect.webpubsub.common.protocol.Operation;
import io.github.kafkaconnect.webpubsub.common.protocol.SendOptions;
import io.github.kafkaconnect.webpubsub.common.protocol.Target;
import io.github.kafkaconnect.webpubsub.common.transport.RequestHead;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The heads of the sends made last. Sends to one target differ in their body only: URL, credential and headers stay the same until the
 * credential changes. Safe for use by many threads.
 */
final class SendHeads {
    private final RecentlyUsed<Key, Head> headByKey;

    private record Key(Target target, SendOptions options, String contentType) {
        static Key of(Operation.Send send) {
            return new Key(send.target(), send.options(), send.payload().contentType());
        }

        /** Sends to one target mostly have the same options, so these need not be hashed each time. */
        @Override
        public int hashCode() {
            return target.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && target.equals(key.target)
                    && contentType.equals(key.contentType)
                    && Objects.equals(options, key.options);
        }
    }

    /**
     * A head and what it was made of.
     *
     * @param bearer the very object that the credentials gave
     */
    record Head(Bearer bearer, RequestHead request) {}

    /** @param max number of heads that are kept, at least 1; one costs about 1 KB */
    SendHeads(int max) {
        this.headByKey = new RecentlyUsed<>(max);
    }

    @Nullable
    Head find(Operation.Send send) {
        return headByKey.get(Key.of(send));
    }

    void keep(Operation.Send send, Head head) {
        headByKey.put(Key.of(send), head);
    }
}
