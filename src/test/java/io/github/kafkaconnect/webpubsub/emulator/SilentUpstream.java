package io.github.kafkaconnect.webpubsub.emulator;

import io.github.kafkaconnect.webpubsub.emulator.upstream.ClientContext;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ConnectAnswer;
import io.github.kafkaconnect.webpubsub.emulator.upstream.ConnectRequest;
import io.github.kafkaconnect.webpubsub.emulator.upstream.Upstream;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEvent;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEventAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An upstream without any event handler. */
final class SilentUpstream implements Upstream {
    @Override
    public CompletionStage<ConnectAnswer> connect(ClientContext client, ConnectRequest request) {
        return CompletableFuture.completedFuture(ConnectAnswer.Accepted.AS_IS);
    }

    @Override
    public void connected(ClientContext client) {}

    @Override
    public CompletionStage<UserEventAnswer> userEvent(ClientContext client, UserEvent event) {
        return CompletableFuture.completedFuture(new UserEventAnswer.NoHandler());
    }

    @Override
    public void disconnected(ClientContext client, String reason) {}

    @Override
    public void close() {}
}
