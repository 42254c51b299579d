package io.github.kafkaconnect.webpubsub.source.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTemplateTest {
    private static final UpstreamEvent EVENT = new UpstreamEvent(
            UpstreamEvent.Kind.CUSTOM,
            Map.of("eventname", "${hub}$1", "hub", "CHAT", "connectionid", "c1", "userid", "ann"),
            Map.of(),
            new byte[0]);

    @ParameterizedTest
    @CsvSource({
        "plain,plain",
        "${hub},chat",
        "a.${hub}.${kind}.b,a.chat.custom.b",
        "${event},${hub}$1",
        "$5 $ {x},$5 $ {x}",
        "${userid}/${connectionid}|${sessionid},ann/c1|"
    })
    void putsFactsInLiterally(String template, String result) {
        assertThat(EventTemplate.parse(template, EventTemplate.KEY_NAMES).render("chat", EVENT))
                .isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "a${hub", "${}", "${Hub}", "${env:HUB}", "${userid}"})
    void refusesWhatATopicMayNotName(String template) {
        assertThatThrownBy(() -> EventTemplate.parse(template, EventTemplate.TOPIC_NAMES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyTemplateIsAnEmptyText() {
        assertThat(EventTemplate.parse("", EventTemplate.KEY_NAMES).render("chat", EVENT))
                .isEmpty();
    }
}
