package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectRefusalTest {
    @Test
    void aWebSocketClientGetsTheStatus() {
        UpstreamReply reply = new ConnectRefusal(403, "no", 135).toReply();
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.findContentType()).contains("text/plain; charset=utf-8");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("no");
    }

    @ParameterizedTest
    @CsvSource({
        "400,,4,4",
        "400,,5,134",
        "401,,4,5",
        "401,,5,135",
        "403,,5,135",
        "404,,4,5",
        "404,,5,128",
        "429,,4,3",
        "429,,5,151",
        "500,,4,3",
        "500,,5,128",
        "403,138,5,138",
        "403,138,4,5",
        "403,2,4,2",
        "403,2,5,135"
    })
    void anMqttClientGetsACodeOfItsVersion(int status, @Nullable Integer given, int version, int code) {
        UpstreamReply reply = new ConnectRefusal(status, "a \"b\"", given).toMqttReply(version);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"mqtt\":{\"code\":" + code + ",\"reason\":\"a \\\"b\\\"\"}}");
    }

    @Test
    void anMqttClientGetsUserProperties() {
        UserProperties properties = new UserProperties(List.of(new UserProperties.UserProperty("retry", "never")));
        String json =
                "{\"mqtt\":{\"code\":138,\"reason\":\"no\",\"userProperties\":[{\"name\":\"retry\",\"value\":\"never\"}]}}";
        ConnectRefusal refusal = new ConnectRefusal(403, "no", 138, properties);
        assertThat(new String(refusal.toMqttReply(5).body(), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(new String(refusal.toMqttReply().body(), StandardCharsets.UTF_8))
                .isEqualTo(json);
        assertThat(refusal.toReply().properties()).isEqualTo(MessageProperties.NONE);
    }

    @Test
    void withoutAVersionACodeIsNeeded() {
        assertThatIllegalStateException().isThrownBy(() -> new ConnectRefusal(403, "no", null).toMqttReply());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6, 127, 139, 160})
    void refusesACodeThatNoVersionHas(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectRefusal(403, "no", code))
                .withMessageContaining("no code of CONNACK");
    }

    @Test
    void refusesWhatIsNoRefusal() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectRefusal(204, "no", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectRefusal(403, "x".repeat(1_025), null))
                .withMessageContaining("1024");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectRefusal(403, "\ud800", null));
    }
}
