package io.github.kafkaconnect.webpubsub.emulator.filter;

import org.jspecify.annotations.Nullable;

/** The value of an expression for one connection; null is a value of the language. */
@FunctionalInterface
interface Evaluation<T> {
    @Nullable
    T of(Subject subject);
}
