package io.github.kafkaconnect.webpubsub.source.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.Metadata;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import org.junit.jupiter.api.Test;

class AnswerWindowTest {
    private final AnswerWindow window = new AnswerWindow(3, 100);

    @Test
    void theOldestAnswersGoFirst() {
        for (int i = 0; i < 5; i++) {
            window.put(key(i), UpstreamReply.NO_CONTENT, 0);
        }
        assertThat(window.size()).isEqualTo(3);
        assertThat(window.find(key(1), 0)).isEmpty();
        assertThat(window.find(key(2), 0)).contains(UpstreamReply.NO_CONTENT);
    }

    @Test
    void theFirstAnswerStaysUntilItsTimeIsOver() {
        UpstreamReply refused = UpstreamReply.text(401, "no");
        window.put(key(1), refused, 0);
        window.put(key(1), UpstreamReply.NO_CONTENT, 50);
        assertThat(window.find(key(1), 99)).contains(refused);
        assertThat(window.find(key(1), 100)).isEmpty();
        window.put(key(1), UpstreamReply.NO_CONTENT, 100);
        assertThat(window.find(key(1), 199)).contains(UpstreamReply.NO_CONTENT);
        assertThat(window.size()).isEqualTo(1);
        window.trim(200);
        assertThat(window.size()).isZero();
    }

    @Test
    void largeAnswersDoNotFillTheMemory() {
        AnswerWindow roomy = new AnswerWindow(1_000, 1_000_000);
        byte[] megabyte = new byte[1024 * 1024];
        for (int i = 0; i < 20; i++) {
            roomy.put(key(i), new UpstreamReply(200, "application/octet-stream", null, Metadata.NONE, megabyte), 0);
        }
        assertThat(roomy.size()).isEqualTo(8);
    }

    @Test
    void nothingIsRememberedWhereNothingIsWanted() {
        AnswerWindow none = new AnswerWindow(0, 100);
        none.put(key(1), UpstreamReply.NO_CONTENT, 0);
        assertThat(none.find(key(1), 0)).isEmpty();
        assertThat(none.size()).isZero();
    }

    private static EventKey key(int id) {
        return new EventKey(Integer.toString(id), 0, false);
    }
}
