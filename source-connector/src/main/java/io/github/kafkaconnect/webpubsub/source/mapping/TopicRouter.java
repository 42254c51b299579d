package io.github.kafkaconnect.webpubsub.source.mapping;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.source.config.RecordSettings;
import io.github.kafkaconnect.webpubsub.source.config.TopicName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses the topic. Clients choose the names of events, so a topic made of them must be legal, not one too many, and neither the presence
 * topic, where an event would pass for a connection, nor that of replies, where it would pass for an application's; else the event goes to
 * the fall-back topic. Safe for many threads.
 */
final class TopicRouter {
    private final RecordSettings.Topics topics;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    TopicRouter(RecordSettings.Topics topics) {
        this.topics = topics;
    }

    String topic(String hub, UpstreamEvent event) {
        String topic = topics.template(event.kind()).render(hub, event);
        if (topics.reserved().contains(topic)) {
            return topics.fallback();
        }
        return known.contains(topic) || (TopicName.isLegal(topic) && admit(topic)) ? topic : topics.fallback();
    }

    private boolean admit(String topic) {
        if (count.incrementAndGet() > topics.max()) {
            count.decrementAndGet();
            return known.contains(topic);
        }
        if (!known.add(topic)) {
            count.decrementAndGet();
        }
        return true;
    }
}
