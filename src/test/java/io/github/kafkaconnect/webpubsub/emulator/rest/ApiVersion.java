package io.github.kafkaconnect.webpubsub.emulator.rest;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stable versions of the data plane, oldest first. */
public enum ApiVersion {
    V2021_10_01,
    V2022_11_01,
    V2023_07_01,
    V2024_01_01,
    V2024_12_01;

    /** The header that every answer carries. */
    static final String SUPPORTED =
            Arrays.stream(values()).map(ApiVersion::text).collect(Collectors.joining(", "));

    private final String text = name().substring(1).replace('_', '-');

    String text() {
        return text;
    }

    static ApiVersion newest() {
        return V2024_12_01;
    }

    static Optional<ApiVersion> parse(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst();
    }
}
