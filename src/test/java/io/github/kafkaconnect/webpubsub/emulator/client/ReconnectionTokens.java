package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.OlderTokens;
import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Recovery;
import java.util.HashMap;
import java.util.Map;

/** The tokens with which one connection can be recovered, each for its time. */
final class ReconnectionTokens {
    private final Recovery rules;
    private final Map<String, Long> madeNanosByToken = new HashMap<>();

    ReconnectionTokens(Recovery rules) {
        this.rules = rules;
    }

    String next() {
        if (rules.olderTokens() == OlderTokens.REPLACED) {
            madeNanosByToken.clear();
        }
        String token = Ids.random();
        madeNanosByToken.put(token, System.nanoTime());
        return token;
    }

    boolean isValid(String token) {
        Long madeNanos = madeNanosByToken.get(token);
        return madeNanos != null
                && System.nanoTime() - madeNanos < rules.tokenLife().toNanos();
    }
}
