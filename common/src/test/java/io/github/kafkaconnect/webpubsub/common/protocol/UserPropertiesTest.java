package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties.UserProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserPropertiesTest {
    @Test
    void anMqttClientIsLetInWithThem() {
        UserProperties properties = of("n", "v", "n", "größer");
        UpstreamReply reply = new ConnectAnswer(null, null, null, null, properties).toReply();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"mqtt\":{\"userProperties\":[{\"name\":\"n\",\"value\":\"v\"},"
                        + "{\"name\":\"n\",\"value\":\"größer\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\u0000"})
    void noPacketHoldsWhatIsNoText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("n", text))
                .withMessageContaining("the value of a user property")
                .withMessageNotContaining(text);
        assertThatIllegalArgumentException().isThrownBy(() -> of(text, "v")).withMessageContaining("the name");
    }

    @Test
    void aTextHasABound() {
        assertThat(of("n", "x".repeat(65_535)).isEmpty()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> of("n", "ü".repeat(32_768)));
    }

    static Stream<UserProperties> beyondHeaders() {
        return Stream.of(
                of("a b", "v"), of("", "v"), of("n", "a\r\nb"), of("n", "ü"), of("n", "x".repeat(1_025)), of(many(9)));
    }

    @ParameterizedTest
    @MethodSource("beyondHeaders")
    void theAnswerToAUserEventTakesWhatHeadersTake(UserProperties properties) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageProperties(Metadata.NONE, properties));
    }

    @Test
    void theAnswerToAUserEventTakesEightKilobytes() {
        assertThat(new MessageProperties(Metadata.NONE, of(many(8)))
                        .userProperties()
                        .values())
                .hasSize(8);
    }

    private static String[] many(int count) {
        return Stream.generate(() -> List.of("n", "x".repeat(1_023)))
                .limit(count)
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private static UserProperties of(String... pairs) {
        return new UserProperties(Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
                .map(i -> new UserProperty(pairs[i], pairs[i + 1]))
                .toList());
    }
}
