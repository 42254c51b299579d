package io.github.kafkaconnect.webpubsub.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.emulator.client.ClientRules.Bounds;
import io.github.kafkaconnect.webpubsub.emulator.service.DataType;
import io.github.kafkaconnect.webpubsub.emulator.service.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final MessageFrames FRAMES = new MessageFrames(ClientRules.DEFAULT.messages());

    private static Message message(int bytes, long deadlineNanos) {
        return new Message(new Message.Envelope(null, null, Map.of(), deadlineNanos), DataType.BINARY, new byte[bytes]);
    }

    @Test
    void anAcknowledgementConfirmsEverythingUpToIt() {
        Replay replay = new Replay(new Bounds(3, 10_000), FRAMES);
        for (int i = 0; i < 3; i++) {
            replay.add(message(1, 0));
        }
        assertThat(replay.isOverflowing()).isFalse();
        replay.acknowledge(2);
        assertThat(replay.pending(1)).extracting(Replay.Entry::sequenceId).containsExactly(3L);
        replay.acknowledge(1);
        replay.acknowledge(99);
        assertThat(replay.pending(1)).isEmpty();
        assertThat(replay.add(message(1, 0)).sequenceId()).isEqualTo(4);
    }

    @Test
    void whatHasExpiredIsNotSentAgain() {
        Replay replay = new Replay(new Bounds(10, 10_000), FRAMES);
        replay.add(message(1, 100));
        replay.add(message(1, 0));
        replay.add(message(1, 300));
        assertThat(replay.pending(200)).extracting(Replay.Entry::sequenceId).containsExactly(2L, 3L);
    }

    @Test
    void bothBoundsOverflow() {
        Replay byCount = new Replay(new Bounds(1, 10_000), FRAMES);
        byCount.add(message(1, 0));
        assertThat(byCount.isOverflowing()).isFalse();
        byCount.add(message(1, 0));
        assertThat(byCount.isOverflowing()).isTrue();
        Replay byBytes = new Replay(new Bounds(10, 100), FRAMES);
        byBytes.add(message(90, 0));
        assertThat(byBytes.isOverflowing()).isTrue();
    }
}
