package io.github.kafkaconnect.webpubsub.emulator.http;

import io.github.kafkaconnect.webpubsub.emulator.fault.Faults;
import io.github.kafkaconnect.webpubsub.emulator.fault.Recorder;
import java.time.Duration;

/**
 * How the listener treats its sockets.
 *
 * @param idleTimeout after which a keep-alive connection is closed without a word; zero for never
 * @param closeEvery every n-th answer carries {@code Connection: close}; 0 for none
 */
public record Traffic(Faults faults, Recorder recorder, Freezer freezer, Duration idleTimeout, int closeEvery) {}
