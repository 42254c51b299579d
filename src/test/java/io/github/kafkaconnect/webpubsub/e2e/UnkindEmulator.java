package io.github.kafkaconnect.webpubsub.e2e;

import io.github.kafkaconnect.webpubsub.emulator.Emulator;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.Recording;
import io.github.kafkaconnect.webpubsub.emulator.EmulatorOptions.Unkindness;
import io.github.kafkaconnect.webpubsub.emulator.rest.SendOrder.Delays;
import java.time.Duration;

/** Emulators as unkind as the service. */
final class UnkindEmulator {

    private static final Duration DELAY_MAX = Duration.ofMillis(20);
    private static final int CLOSE_EVERY = 200;

    private UnkindEmulator() {}

    /**
     * Sends take their place after a random delay of up to 20 ms and reach clients up to 20 ms later, so that sends which
     * overlap overtake each other; every 200th answer closes its connection.
     */
    static EmulatorOptions options(long seed) {
        return EmulatorOptions.DEFAULT
                .withRecording(Recording.OFF)
                .withUnkindness(Unkindness.NONE
                        .withSeed(seed)
                        .withSendDelays(Delays.upTo(DELAY_MAX))
                        .withCloseEvery(CLOSE_EVERY));
    }

    static Emulator start(long seed) {
        return Emulator.start(options(seed));
    }
}
