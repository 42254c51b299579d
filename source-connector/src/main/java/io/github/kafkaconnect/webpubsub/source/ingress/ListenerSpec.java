package io.github.kafkaconnect.webpubsub.source.ingress;

import io.github.kafkaconnect.webpubsub.common.transport.HttpReceiver;

/**
 * How to listen.
 *
 * @param address the key under which tasks share a listener
 * @param settings everything else that shapes it; tasks share only if theirs are equal
 * @param opener binds the address
 */
public record ListenerSpec(String address, Object settings, Opener opener) {
    /** Binds an address; throws when that fails. */
    public interface Opener {
        HttpReceiver open(HttpReceiver.Handler handler);
    }
}
