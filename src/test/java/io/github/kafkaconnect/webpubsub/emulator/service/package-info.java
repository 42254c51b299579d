/**
 * The state of the emulated service: hubs, connections, users, groups and permissions.
 *
 * <p>Everything in here belongs to the emulator's one event loop; nothing is synchronised.
 */
@NullMarked
package io.github.kafkaconnect.webpubsub.emulator.service;

import org.jspecify.annotations.NullMarked;
