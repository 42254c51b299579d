package io.github.kafkaconnect.webpubsub.common.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.NotSslRecordException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Refusals refusals = new Refusals(nanos::get);

    @Test
    void countsEachAndTellsEachReasonOnceAMinute() {
        EmbeddedChannel channel = new EmbeddedChannel();
        assertThat(refusals.note(TurnedAway.SLOW, "slow", channel)).isEqualTo(1);
        assertThat(refusals.note(TurnedAway.SLOW, "slow", channel)).isZero();
        assertThat(refusals.note(TurnedAway.CONNECTION, "many", channel)).isEqualTo(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(refusals.note(TurnedAway.SLOW, "slow", channel)).isEqualTo(2);

        assertThat(refusals.counts())
                .hasSameSizeAs(TurnedAway.values())
                .containsEntry(TurnedAway.SLOW, 3L)
                .containsEntry(TurnedAway.CONNECTION, 1L)
                .containsEntry(TurnedAway.TLS, 0L);
        channel.close();
    }

    @Test
    void tellsWhyAHandshakeFailedInOneLineWithoutWhatCameInClear() {
        assertThat(Refusals.handshake(new NotSslRecordException("not an SSL/TLS record: 474554")))
                .isEqualTo("a TLS handshake failed: what came is not TLS");
        assertThat(Refusals.handshake(new SSLHandshakeException("Illegal name\r\nERROR \u001b[31m")))
                .isEqualTo("a TLS handshake failed: Illegal name??ERROR ?[31m");
        assertThat(Refusals.handshake(new SSLHandshakeException("x".repeat(1_000))))
                .hasSizeLessThan(240)
                .endsWith("x...");
        assertThat(Refusals.handshake(null)).isEqualTo("a TLS handshake failed: null");
    }

    @Test
    void everyAnswerHasItsReason() {
        assertThat(TurnedAway.by(400)).isEqualTo(TurnedAway.MALFORMED);
        assertThat(TurnedAway.by(408)).isEqualTo(TurnedAway.SLOW);
        assertThat(TurnedAway.by(413)).isEqualTo(TurnedAway.BODY_TOO_LARGE);
        assertThat(TurnedAway.by(414)).isEqualTo(TurnedAway.LINE_TOO_LONG);
        assertThat(TurnedAway.by(431)).isEqualTo(TurnedAway.HEADERS_TOO_LONG);
        assertThat(TurnedAway.by(503)).isEqualTo(TurnedAway.NO_ROOM);
        assertThat(TurnedAway.by(501)).isEqualTo(TurnedAway.UNSUPPORTED);
        assertThat(TurnedAway.by(505)).isEqualTo(TurnedAway.UNSUPPORTED);
    }
}
