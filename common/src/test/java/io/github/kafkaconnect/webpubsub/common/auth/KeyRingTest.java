package io.github.kafkaconnect.webpubsub.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.AfterRefusal;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private final KeyRing ring = new KeyRing("first", "second");

    @Test
    void signsWithThePrimaryKeyAtFirst() {
        assertThat(ring.active().secret()).asString().isEqualTo("first");
    }

    @Test
    void fallsOverToTheSecondary() {
        assertThat(ring.reportRefused(0)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(ring.active().secret()).asString().isEqualTo("second");
    }

    @Test
    void saysWhenBothWereRefused() {
        ring.reportRefused(0);

        assertThat(ring.reportRefused(1)).isEqualTo(AfterRefusal.EXHAUSTED);
    }

    @Test
    void saysWhenTheOnlyKeyWasRefused() {
        assertThat(new KeyRing("only", null).reportRefused(0)).isEqualTo(AfterRefusal.EXHAUSTED);
    }

    @Test
    void countsRefusalsOfRequestsInFlightOnce() {
        assertThat(ring.reportRefused(0)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(ring.reportRefused(0)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(ring.active().place()).isEqualTo(1);
    }

    @Test
    void staysExhaustedForWhatWasSignedBeforeTheChangeOver() {
        ring.reportRefused(0);
        ring.reportRefused(1);

        assertThat(ring.reportRefused(0)).isEqualTo(AfterRefusal.EXHAUSTED);
    }

    @Test
    void fallsBackAfterTheSecondaryHasWorked() {
        ring.reportRefused(0);
        ring.reportAccepted(1);

        assertThat(ring.reportRefused(1)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(ring.active().place()).isZero();
        assertThat(ring.reportRefused(0)).isEqualTo(AfterRefusal.EXHAUSTED);
    }

    @Test
    void ignoresLateNewsOfAKeyThatRests() {
        ring.reportRefused(0);
        ring.reportAccepted(0);

        assertThat(ring.reportRefused(1)).isEqualTo(AfterRefusal.EXHAUSTED);
    }
}
