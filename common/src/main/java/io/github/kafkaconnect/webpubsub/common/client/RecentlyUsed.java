package io.github.kafkaconnect.webpubsub.common.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of bounded size that drops what was not asked for longest. Safe for use by many threads. */
final class RecentlyUsed<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> values;

    /** @param max number of entries that are kept, at least 1 */
    RecentlyUsed(int max) {
        this.values = new Bounded<>(max);
    }

    synchronized @Nullable V get(K key) {
        return values.get(key);
    }

    synchronized void put(K key, V value) {
        values.put(key, value);
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int max;

        Bounded(int max) {
            super(16, LOAD, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }
}
