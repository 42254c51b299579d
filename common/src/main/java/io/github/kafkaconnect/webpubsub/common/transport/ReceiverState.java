package io.github.kafkaconnect.webpubsub.common.transport;

/**
 * What a listening server is doing at a moment.
 *
 * @param listening whether new connections are accepted
 * @param connections open now
 * @param tooLarge requests since the start that were answered 413 for their body
 */
public record ReceiverState(boolean listening, int connections, long tooLarge) {}
