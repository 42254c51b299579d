/** Settings of a hub, in the form the management API gives them. */
@org.jspecify.annotations.NullMarked
package io.github.kafkaconnect.webpubsub.emulator.hub;
