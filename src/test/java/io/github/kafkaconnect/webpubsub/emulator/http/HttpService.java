package io.github.kafkaconnect.webpubsub.emulator.http;

import java.util.function.Consumer;

/** Serves requests; called on the event loop, where the answer may be given at once or later, exactly once. */
public interface HttpService {
    void serve(Request request, Consumer<Answer> answers);
}
