package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EventSignatureTest {
    private static final String CONNECTION = "con-8f2b61c0";
    private static final String PRIMARY = "primary-key-AAAA";
    private static final String SECONDARY = "secondary-key-BBBB";
    private static final String FIRST = "sha256=67354ae26a823653a3378a6eb145e370c69bdf89ad4a4f5d8ffd82f50b83371c";
    private static final String SECOND = "sha256=c3edb4c95920fc63092a6fcdc761a63e063982172b4a8ca91136681ef54adc9f";

    private final EventSignature both = new EventSignature(List.of(PRIMARY, SECONDARY));

    @Test
    void signsLikeTheWorkedExampleOfTheProtocol() {
        assertThat(both.sign(CONNECTION)).isEqualTo(FIRST + "," + SECOND);
    }

    @Test
    void acceptsWhateverKeyIsConfigured() {
        List<String> header = List.of(FIRST + "," + SECOND);
        assertThat(both.isValid(CONNECTION, header)).isTrue();
        assertThat(new EventSignature(List.of(PRIMARY)).isValid(CONNECTION, header))
                .isTrue();
        assertThat(new EventSignature(List.of(SECONDARY)).isValid(CONNECTION, header))
                .isTrue();
        assertThat(both.isValid(CONNECTION, List.of(SECOND))).isTrue();
    }

    @Test
    void acceptsUpperCaseBlanksAndRepeatedLines() {
        assertThat(both.isValid(
                        CONNECTION, List.of("sha256=" + FIRST.substring(7).toUpperCase(Locale.ROOT))))
                .isTrue();
        assertThat(both.isValid(CONNECTION, List.of("sha256=00,  " + SECOND))).isTrue();
        assertThat(both.isValid(CONNECTION, List.of("SHA256=" + "0".repeat(64), FIRST)))
                .isTrue();
    }

    @Test
    void refusesWhatNoKeySigned() {
        assertThat(both.isValid(CONNECTION, List.of())).isFalse();
        assertThat(both.isValid(CONNECTION, List.of(""))).isFalse();
        assertThat(both.isValid("con-other", List.of(FIRST, SECOND))).isFalse();
        assertThat(both.isValid(CONNECTION, List.of(FIRST.substring(7)))).isFalse();
        assertThat(both.isValid(CONNECTION, List.of(FIRST.substring(0, 70)))).isFalse();
        assertThat(new EventSignature(List.of("another")).isValid(CONNECTION, List.of(FIRST, SECOND)))
                .isFalse();
    }

    @Test
    void whatWasValidOnceMakesNothingElseValid() {
        assertThat(both.isValid(CONNECTION, List.of(FIRST))).isTrue();
        assertThat(both.isValid(CONNECTION, List.of(FIRST))).isTrue();
        assertThat(both.isValid("con-other", List.of(FIRST))).isFalse();
        assertThat(both.isValid(CONNECTION, List.of(FIRST.replace('6', '7')))).isFalse();
        assertThat(both.isValid(CONNECTION, List.of())).isFalse();
        assertThat(both.isValid(CONNECTION, List.of(SECOND))).isTrue();
    }

    @Test
    void refusesARepeatedForgery() {
        String forged = "sha256=" + "0".repeat(64);
        assertThat(both.isValid(CONNECTION, List.of(forged))).isFalse();
        assertThat(both.isValid(CONNECTION, List.of(forged))).isFalse();
    }

    @Test
    void moreConnectionsThanItRemembersStayValid() {
        EventSignature one = new EventSignature(List.of(PRIMARY));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10_100; i++) {
                String connection = "con-" + i;
                assertThat(one.isValid(connection, List.of(one.sign(connection))))
                        .isTrue();
            }
        }
    }

    @Test
    void worksOffABoundedNumberOfElements() {
        String many = ("sha256=" + "0".repeat(64) + ",").repeat(1_000);
        assertThat(both.isValid(CONNECTION, List.of(many + FIRST))).isFalse();
    }
}
