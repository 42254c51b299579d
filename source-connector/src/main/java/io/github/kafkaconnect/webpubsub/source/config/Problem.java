package io.github.kafkaconnect.webpubsub.source.config;

import io.github.kafkaconnect.webpubsub.common.config.Option;

/** What is wrong with the value of an option, and what to do about it. Never holds a secret. */
public record Problem(String key, String text) {
    static Problem of(Option<?> option, String text) {
        return new Problem(option.key(), text);
    }
}
