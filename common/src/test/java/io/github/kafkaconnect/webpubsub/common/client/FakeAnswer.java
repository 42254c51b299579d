package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An answer in plain values. */
record FakeAnswer(int status, Map<String, String> headers, String text) implements HttpAnswer {
    FakeAnswer {
        TreeMap<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    static FakeAnswer of(int status) {
        return new FakeAnswer(status, Map.of(), "");
    }

    static FakeAnswer with(int status, String header, String value) {
        return new FakeAnswer(status, Map.of(header, value), "");
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public byte[] body() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
