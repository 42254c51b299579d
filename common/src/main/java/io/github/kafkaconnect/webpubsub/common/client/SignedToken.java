package io.github.kafkaconnect.webpubsub.common.client;

import io.github.kafkaconnect.webpubsub.common.transport.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A client's token that was signed here, in the form in which the service answers.
 *
 * @param token compact form of a JWT, which JSON holds as it is
 */
record SignedToken(String token) implements HttpAnswer {
    static final int STATUS = 200;

    @Override
    public int status() {
        return STATUS;
    }

    @Override
    public Optional<String> header(String name) {
        return name.equalsIgnoreCase("Content-Type") ? Optional.of("application/json") : Optional.empty();
    }

    @Override
    public byte[] body() {
        return ("{\"token\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SignedToken[hidden]";
    }
}
