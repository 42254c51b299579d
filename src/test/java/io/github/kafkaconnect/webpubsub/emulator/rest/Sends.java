package io.github.kafkaconnect.webpubsub.emulator.rest;

import io.github.kafkaconnect.webpubsub.emulator.http.Answer;
import io.github.kafkaconnect.webpubsub.emulator.service.Connection;
import io.github.kafkaconnect.webpubsub.emulator.service.Hub;
import io.github.kafkaconnect.webpubsub.emulator.service.Hubs;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The four sends: 202 whether or not anybody listens, then the fan-out. */
final class Sends {
    private final Hubs hubs;
    private final SendOrder order;
    private final RestRules rules;

    Sends(Hubs hubs, SendOrder order, RestRules rules) {
        this.hubs = hubs;
        this.order = order;
        this.rules = rules;
    }

    void send(Call call, Consumer<Answer> answers) throws RestError {
        Selection selection = new Selection(
                call.operation().isFiltered() ? Selection.filter(call.query().last("filter")) : null,
                call.operation() == Operation.SEND_TO_ALL || call.operation() == Operation.SEND_TO_GROUP
                        ? call.excluded()
                        : Set.of());
        Payload payload = Payload.of(call.request(), rules);
        Map<String, String> metadata = Metadata.of(call.request());
        String group = call.operation() == Operation.SEND_TO_GROUP ? call.group() : null;
        Message.Envelope envelope = new Message.Envelope(group, null, metadata, deadlineNanos(call));
        Message message = new Message(envelope, payload.dataType(), payload.data());
        order.place(() -> answers.accept(Answer.empty(202)), () -> fanOut(call, selection, message));
    }

    private long deadlineNanos(Call call) {
        boolean known = call.version().compareTo(rules.bodies().ttlSince()) >= 0;
        Integer ttlSeconds = known ? call.intParameter("messageTtlSeconds") : null;
        return ttlSeconds == null || ttlSeconds == 0
                ? 0
                : call.request().receivedNanos() + TimeUnit.SECONDS.toNanos(ttlSeconds);
    }

    private void fanOut(Call call, Selection selection, Message message) {
        for (Connection connection : selection.of(receivers(call))) {
            connection.outlet().deliver(message);
        }
    }

    private Collection<Connection> receivers(Call call) {
        Hub hub = hubs.hub(call.hub());
        return switch (call.operation()) {
            case SEND_TO_ALL -> hub.all();
            case SEND_TO_GROUP -> hub.inGroup(call.group());
            case SEND_TO_USER -> hub.ofUser(call.userId());
            default -> one(hub.find(call.connectionId()));
        };
    }

    private static List<Connection> one(@Nullable Connection connection) {
        return connection == null ? List.of() : List.of(connection);
    }
}
