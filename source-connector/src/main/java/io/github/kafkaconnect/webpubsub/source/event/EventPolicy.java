package io.github.kafkaconnect.webpubsub.source.event;

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
    private final boolean admitsUnrecorded;

    public EventPolicy(Collection<Hub> hubs, long timeoutMs, long connectTimeoutMs, boolean admitsUnrecorded) {
        this.nameByHub = hubs.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), Hub::name));
        this.timeoutMs = timeoutMs;
        this.connectTimeoutMs = connectTimeoutMs;
        this.admitsUnrecorded = admitsUnrecorded;
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
        return admitsUnrecorded;
    }

    /** Milliseconds from the receipt of an event to its last possible answer. */
    public long answerTimeoutMs(UpstreamEvent.Kind kind) {
        return kind == UpstreamEvent.Kind.CONNECT ? connectTimeoutMs : timeoutMs;
    }
}
