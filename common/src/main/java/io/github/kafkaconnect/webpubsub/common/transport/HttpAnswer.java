package io.github.kafkaconnect.webpubsub.common.transport;

import java.util.Optional;

/** A complete HTTP answer: status, headers by name in any case, body (cut off after the sender's limit). */
public interface HttpAnswer {
    int status();

    Optional<String> header(String name);

    byte[] body();
}
