package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamReplyTest {
    private static final byte[] BODY = {1};

    @Test
    void nothingToSayIs204() {
        assertThat(ConnectAnswer.PLAIN.toReply()).isEqualTo(UpstreamReply.NO_CONTENT);
        assertThat(UpstreamReply.NO_CONTENT.isSuccess()).isTrue();
    }

    @Test
    void letsInWithWhatIsGivenOnly() {
        UpstreamReply reply =
                new ConnectAnswer("ann", List.of("a"), List.of(), "chat.v1", UserProperties.NONE).toReply();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"userId\":\"ann\",\"groups\":[\"a\"],\"roles\":[],\"subprotocol\":\"chat.v1\"}");
    }

    @Test
    void anEmptyUserIsSaid() {
        UpstreamReply reply = new ConnectAnswer("", null, null, null, UserProperties.NONE).toReply();

        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo("{\"userId\":\"\"}");
    }

    @Test
    void refusesWhatTheServiceWouldRefuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectAnswer(null, List.of(" "), null, null, UserProperties.NONE))
                .withMessageContaining("group");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectAnswer(null, null, null, "", UserProperties.NONE))
                .withMessageContaining("leave it out");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 199, 600})
    void refusesAStatusThatIsNone(int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpstreamReply.text(status, "x"))
                .withMessageContaining("200 to 599");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "ü", "\u0000"})
    void refusesAHeaderThatWouldBreakTheAnswer(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpstreamReply.NO_CONTENT.withConnectionState(text))
                .withMessageContaining("encode others")
                .withMessageNotContaining(text);
        assertThatIllegalArgumentException().isThrownBy(() -> new UpstreamReply(200, text, null, Metadata.NONE, BODY));
    }

    @Test
    void aBodyNeedsItsType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpstreamReply(200, null, null, Metadata.NONE, BODY))
                .withMessageContaining("content type");
    }
}
