package io.github.kafkaconnect.webpubsub.source.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.source.event.Refusal;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestCountersTest {
    private final AtomicLong now = new AtomicLong(7_000_000);
    private final RequestCounters counters = new RequestCounters(now::get);

    @Test
    void countsRefusalsByKind() {
        counters.countRefused(refusal(Refusal.Kind.SIGNATURE));
        counters.countRefused(refusal(Refusal.Kind.SIGNATURE));
        counters.countRefused(refusal(Refusal.Kind.PATH));
        assertThat(counters.refused(Refusal.Kind.SIGNATURE)).isEqualTo(2);
        assertThat(counters.refused(Refusal.Kind.PATH)).isEqualTo(1);
        assertThat(counters.refused(Refusal.Kind.BEARER)).isZero();
        assertThat(counters.refused()).isEqualTo(3);
    }

    @Test
    void tellsTheTimeSinceTheLastHandshakeThatSucceeded() {
        counters.countFailedHandshake();
        assertThat(counters.lastHandshakeAgeMs()).isEqualTo(-1);
        counters.countHandshake();
        now.addAndGet(12_000_000);
        counters.countFailedHandshake();
        assertThat(counters.lastHandshakeAgeMs()).isEqualTo(12);
        assertThat(counters.handshakes()).isEqualTo(1);
        assertThat(counters.failedHandshakes()).isEqualTo(2);
    }

    private static Refusal refusal(Refusal.Kind kind) {
        return new Refusal(401, ErrorCode.EVENT_UNTRUSTED, kind, "no");
    }
}
