package io.github.kafkaconnect.webpubsub.source.handoff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeyTest {
    private static final Map<String, String> EVENT = Map.of(
            "specversion", "1.0",
            "source", "/hubs/chat/client/c1",
            "type", "azure.webpubsub.user.message",
            "hub", "chat",
            "connectionid", "c1",
            "eventname", "message",
            "id", "7");

    @ParameterizedTest
    @ValueSource(
            strings = {"hub", "connectionid", "physicalconnectionid", "sessionid", "namespace", "socketid", "id", "type"
            })
    void eachOfItsPartsTellsTwoEventsApart(String part) {
        assertThat(key(with(part, "other"), "x")).isNotEqualTo(key(EVENT, "x"));
    }

    @Test
    void theBodyTellsTwoEventsApart() {
        assertThat(key(EVENT, "x")).isNotEqualTo(key(EVENT, "y")).isNotEqualTo(key(EVENT, "xx"));
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(key(with("sessionid", "a"), "x")).isNotEqualTo(key(with("namespace", "a"), "x"));
        assertThat(key(with("connectionid", "c", "id", "17"), "x"))
                .isNotEqualTo(key(with("connectionid", "c1", "id", "7"), "x"));
    }

    /** What a repeat may change: when it was sent, and the words for the hub. */
    @Test
    void aRepeatHasTheSameKey() {
        EventKey repeated = key(with("hub", "Chat", "time", "2026-03-04T05:06:08Z"), "x");

        assertThat(repeated).isEqualTo(key(EVENT, "x")).hasSameHashCodeAs(key(EVENT, "x"));
    }

    @Test
    void knowsConnects() {
        assertThat(EventKey.of(new UpstreamEvent(Kind.CONNECT, EVENT, Map.of(), new byte[0]))
                        .isConnect())
                .isTrue();
        assertThat(key(EVENT, "").isConnect()).isFalse();
    }

    private static EventKey key(Map<String, String> attributes, String body) {
        return EventKey.of(new UpstreamEvent(Kind.MESSAGE, attributes, Map.of(), body.getBytes(UTF_8)));
    }

    private static Map<String, String> with(String... changes) {
        Map<String, String> attributes = new HashMap<>(EVENT);
        for (int i = 0; i < changes.length; i += 2) {
            attributes.put(changes[i], changes[i + 1]);
        }
        return attributes;
    }
}
