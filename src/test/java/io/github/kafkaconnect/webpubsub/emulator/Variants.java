package io.github.kafkaconnect.webpubsub.emulator;

import java.util.function.BiConsumer;

/** Runs a check against emulators that differ in one option. */
final class Variants {
    private Variants() {}

    /** Starts an emulator with one option set, and stops it after the check. */
    static void with(String name, String value, BiConsumer<Emulator, Wire> check) {
        with(EmulatorOptions.DEFAULT, name, value, check);
    }

    static void with(EmulatorOptions base, String name, String value, BiConsumer<Emulator, Wire> check) {
        try (Emulator emulator = Emulator.start(base.with(name, value))) {
            check.accept(emulator, Wire.to(emulator));
        }
    }
}
