package io.github.kafkaconnect.webpubsub.source.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request of the service as a file of {@code recorded/} has it; the signature is made here. */
record RecordedRequest(String target, Map<String, String> headers, String body) {
    static RecordedRequest read(String name) {
        try (InputStream file = Objects.requireNonNull(
                RecordedRequest.class.getResourceAsStream("/recorded/" + name + ".http"), name)) {
            return parse(new String(file.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedRequest parse(String text) {
        int blank = text.indexOf("\n\n");
        List<String> head = text.substring(0, blank)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        String connection = Objects.requireNonNull(headers.get("ce-connectionId"));
        headers.put("ce-signature", new EventSignature(List.of(TaskUnderTest.KEY)).sign(connection));
        String target = head.get(0).split(" ", -1)[1];
        return new RecordedRequest(target, headers, text.substring(blank + 2).stripTrailing());
    }
}
