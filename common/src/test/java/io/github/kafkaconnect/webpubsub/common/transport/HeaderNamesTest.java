package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.AsciiString;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"ce-connectionId", "CE-HUB", "Content-Type", "host", "WebHook-Request-Origin", "X-Forwarded-For"
            })
    void aCommonNameIsAlwaysTheSameString(String name) {
        String lower = HeaderNames.lowerCase(new AsciiString(name));

        assertThat(lower).isEqualTo(name.toLowerCase(Locale.ROOT));
        assertThat(HeaderNames.lowerCase(new AsciiString(lower))).isSameAs(lower);
        assertThat(HeaderNames.lowerCase(name)).isSameAs(lower);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce-", "ce-hubs", "ce-Room", "MQTT-Title", "x", "Content-Typ", "ce-userid\u0131"})
    void anyOtherIsMadeLowerCase(String name) {
        assertThat(HeaderNames.lowerCase(name)).isEqualTo(name.toLowerCase(Locale.ROOT));
    }
}
