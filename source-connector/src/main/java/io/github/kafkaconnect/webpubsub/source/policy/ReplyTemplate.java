package io.github.kafkaconnect.webpubsub.source.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets back for a user event that Kafka has. It never fails, for a failure would cost the client its message or its
 * connection: what is absent is null in JSON and nothing in text, a state that no header can hold leaves the old one, and a reply above the
 * service's 16 MiB, or nested too deeply, is not given. Immutable; any thread may ask.
 */
public final class ReplyTemplate {
    static final String TEXT = "text/plain";
    static final String JSON = "application/json";

    private final @Nullable TextTemplate text;
    private final @Nullable JsonTemplate json;
    private final @Nullable TextTemplate state;
    private final boolean usesData;

    private ReplyTemplate(@Nullable TextTemplate text, @Nullable JsonTemplate json, @Nullable TextTemplate state) {
        this.text = text;
        this.json = json;
        this.state = state;
        this.usesData = usesData(text) || usesData(state) || (json != null && json.usesData());
    }

    /**
     * @param body template of the reply; null for none
     * @param contentType {@code text/plain} or {@code application/json}
     * @param state template of the connection state; null leaves it as it is
     * @throws IllegalArgumentException for a template that cannot be parsed
     */
    static ReplyTemplate parse(@Nullable String body, String contentType, @Nullable String state) {
        boolean asJson = contentType.equals(JSON);
        return new ReplyTemplate(
                body == null || asJson ? null : parse(body),
                body == null || !asJson ? null : JsonTemplate.parse(body),
                state == null ? null : parse(state));
    }

    static TextTemplate parse(String text) {
        return TextTemplate.parse(text, Fact.OF_USER_EVENT);
    }

    static boolean usesData(@Nullable TextTemplate template) {
        return template != null
                && template.places().stream().anyMatch(place -> place.fact().root() == Fact.Root.DATA);
    }

    /** The reply to an event; 204 to events that are no user events. */
    public UpstreamReply reply(UpstreamEvent event) {
        boolean answered = event.kind() == UpstreamEvent.Kind.MESSAGE || event.kind() == UpstreamEvent.Kind.CUSTOM;
        if (!answered) {
            return UpstreamReply.NO_CONTENT;
        }
        EventFacts facts = new EventFacts(event, usesData);
        return withState(body(facts), facts);
    }

    private UpstreamReply body(EventFacts facts) {
        try {
            if (text != null) {
                byte[] bytes = text.fill(facts::text).getBytes(StandardCharsets.UTF_8);
                return new UpstreamReply(200, TEXT + "; charset=utf-8", null, Metadata.NONE, bytes);
            }
            if (json != null) {
                return new UpstreamReply(200, JSON + "; charset=utf-8", null, Metadata.NONE, bytes(json, facts));
            }
        } catch (IllegalArgumentException tooLargeOrDeep) {
            return UpstreamReply.NO_CONTENT;
        }
        return UpstreamReply.NO_CONTENT;
    }

    private UpstreamReply withState(UpstreamReply reply, EventFacts facts) {
        if (state == null) {
            return reply;
        }
        try {
            return reply.withConnectionState(state.fill(facts::text));
        } catch (IllegalArgumentException notForAHeader) {
            return reply;
        }
    }

    private static byte[] bytes(JsonTemplate json, EventFacts facts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = EventFacts.JSON.createGenerator(bytes)) {
            json.write(out, facts);
        } catch (IOException tooDeep) {
            throw new IllegalArgumentException("the data is nested too deeply to be put into a document", tooDeep);
        }
        return bytes.toByteArray();
    }
}
