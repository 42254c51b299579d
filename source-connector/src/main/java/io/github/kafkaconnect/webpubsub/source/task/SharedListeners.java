package io.github.kafkaconnect.webpubsub.source.task;

import io.github.kafkaconnect.webpubsub.source.ingress.ListenerRegistry;

/**
 * The one piece of static state: tasks of one worker must share a listening port, and Connect gives them nothing else to meet at. It
 * lives as long as the plugin's class loader and is empty when no task runs.
 */
final class SharedListeners {
    static final ListenerRegistry OF_WORKER = new ListenerRegistry();

    private SharedListeners() {}
}
