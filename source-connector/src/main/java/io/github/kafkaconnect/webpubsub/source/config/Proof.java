package io.github.kafkaconnect.webpubsub.source.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request may bring to prove that the service sent it. */
public enum Proof {
    SIGNATURE,
    SHARED_SECRET,
    BEARER;

    private static final String NONE = "none";

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static boolean isNone(List<String> words) {
        return words.stream().anyMatch(word -> word.trim().equalsIgnoreCase(NONE));
    }

    /** The proofs that are named; words that name none are left out. */
    static Set<Proof> named(List<String> words) {
        return Arrays.stream(values())
                .filter(proof -> words.stream().anyMatch(word -> word.trim().equalsIgnoreCase(proof.word())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Proof.class)));
    }

    static @Nullable String problem(List<String> words) {
        if (isNone(words) && words.size() > 1) {
            return "none stands alone: it switches every proof off";
        }
        boolean known = words.stream()
                .allMatch(word -> isNone(List.of(word)) || !named(List.of(word)).isEmpty());
        return known ? null : "must list signature, shared-secret, bearer, or be none";
    }
}
