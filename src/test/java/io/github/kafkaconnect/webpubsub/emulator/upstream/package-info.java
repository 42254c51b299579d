/** The service's side of event handlers: which event goes where, how it looks on the wire, what the answer means. */
@org.jspecify.annotations.NullMarked
package io.github.kafkaconnect.webpubsub.emulator.upstream;
