package io.github.kafkaconnect.webpubsub.emulator.client;

import io.github.kafkaconnect.webpubsub.emulator.service.DataType;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import io.github.kafkaconnect.webpubsub.emulator.service.Permission;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEvent;
import io.github.kafkaconnect.webpubsub.emulator.upstream.UserEventAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client without one of the service's subprotocols: bare payloads in both directions. */
final class SimpleDialect implements Dialect {
    private final Session session;
    private final SimpleMode mode;

    SimpleDialect(Session session, SimpleMode mode) {
        this.session = session;
        this.mode = mode;
    }

    @Override
    public @Nullable Frame greeting(@Nullable String reconnectionToken) {
        return null;
    }

    @Override
    public @Nullable Frame farewell(String reason) {
        return null;
    }

    @Override
    public Frame frame(Message message) {
        boolean text = message.dataType() == DataType.TEXT || message.dataType() == DataType.JSON;
        return new Frame(text, message.data());
    }

    @Override
    public void handle(Frame frame) {
        DataType type = frame.isText() ? DataType.TEXT : DataType.BINARY;
        String group = mode.group();
        if (group == null) {
            session.event(new UserEvent("message", MediaTypes.of(type), frame.bytes(), Map.of()), this::decided);
        } else if (session.connection().permissions().allow(Permission.SEND_TO_GROUP, group)) {
            Message.Envelope envelope =
                    new Message.Envelope(group, session.connection().userId(), Map.of(), 0);
            session.publish(new Message(envelope, type, frame.bytes()), mode.noEcho());
        } else {
            session.finish(session.rules().closeCodes().forbiddenSend(), "Forbidden");
        }
    }

    private void decided(UserEventAnswer answer) {
        if (answer instanceof UserEventAnswer.Failed) {
            session.finish(session.rules().closeCodes().failedEvent(), "The event could not be handled.");
        } else if (answer instanceof UserEventAnswer.NoHandler) {
            session.finish(session.rules().closeCodes().unhandledEvent(), "The event could not be handled.");
        }
    }
}
