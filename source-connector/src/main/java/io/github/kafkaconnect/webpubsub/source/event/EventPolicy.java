package io.github.kafkaconnect.webpubsub.source.event;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which events are taken and how long their answers may take. */
public final class EventPolicy {
    private final Map<Hub, String> nameByHub;
    private final long timeoutMs;
    private final long connectTimeoutMs;
    private final Choices choices;

    public EventPolicy(Collection<Hub> hubs, long timeoutMs, long connectTimeoutMs, Choices choices) {
        this.nameByHub = hubs.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Hub::name));
        this.timeoutMs = timeoutMs;
        this.connectTimeoutMs = connectTimeoutMs;
        this.choices = choices;
    }

    /**
     * What the configuration prefers.
     *
     * @param admitsUnrecorded whether a client may connect although Kafka does not take the event
     * @param refusesUnknown whether events of unknown kinds are refused
     */
    public record Choices(boolean admitsUnrecorded, boolean refusesUnknown) {}

    /** The reason not to take a trusted event, if there is one. */
    public Optional<Refusal> check(UpstreamEvent event) {
        return choices.refusesUnknown() && event.kind() == UpstreamEvent.Kind.OTHER
                ? Optional.of(new Refusal(
                        400,
                        ErrorCode.EVENT_MALFORMED,
                        Refusal.Kind.UNKNOWN_EVENT,
                        "events of this type are not known here and upstream.unknown.events=refuse"))
                : Optional.empty();
    }

    /** The hub as configured, for a name in any case; empty for a hub that is not served. */
    public Optional<String> hub(String name) {
        try {
            return Optional.ofNullable(nameByHub.get(new Hub(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a client may connect although Kafka does not take the event. */
    public boolean admitsUnrecorded() {
        return choices.admitsUnrecorded();
    }

    /** Milliseconds from the receipt of an event to its last possible answer. */
    public long answerTimeoutMs(UpstreamEvent.Kind kind) {
        return kind == UpstreamEvent.Kind.CONNECT ? connectTimeoutMs : timeoutMs;
    }
}
