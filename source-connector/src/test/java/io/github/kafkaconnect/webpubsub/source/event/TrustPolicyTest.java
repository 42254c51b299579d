package io.github.kafkaconnect.webpubsub.source.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
    private static final EventSignature SIGNATURE = new EventSignature(List.of("key-one", "key-two"));
    private static final List<String> SIGNED = List.of(new EventSignature(List.of("key-two")).sign("c1"));
    private static final TrustPolicy OPEN = TrustPolicy.open(new AbuseProtection(List.of("a.example")));

    @Test
    void everyConfiguredProofMustHold() {
        TrustPolicy both = OPEN.withSignature(SIGNATURE).withSharedSecret("K 1");
        assertThat(both.check(new Evidence("c1", SIGNED, List.of(), List.of("K 1"))))
                .isEmpty();
        assertThat(both.check(new Evidence("c1", SIGNED, List.of(), List.of()))).isPresent();
        assertThat(both.check(new Evidence("c1", SIGNED, List.of(), List.of("k 1"))))
                .isPresent();
        assertThat(both.check(new Evidence("c1", List.of(), List.of(), List.of("K 1"))))
                .isPresent();
        assertThat(both.check(new Evidence("c2", SIGNED, List.of(), List.of("K 1"))))
                .isPresent();
    }

    @Test
    void aForeignOriginIsRefusedEvenWithoutProofs() {
        assertThat(OPEN.check(new Evidence("c1", List.of(), List.of("b.example"), List.of())))
                .get()
                .extracting(Refusal::status)
                .isEqualTo(401);
        assertThat(OPEN.check(new Evidence("c1", List.of(), List.of("b.example, a.example"), List.of())))
                .isEmpty();
        assertThat(OPEN.check(new Evidence("c1", List.of(), List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void refusalsTellNoSecret() {
        TrustPolicy policy = OPEN.withSharedSecret("top-secret");
        Evidence evidence = new Evidence("c1", List.of("sig"), List.of(), List.of("guess"));
        assertThat(policy.check(evidence).toString())
                .doesNotContain("top-secret")
                .doesNotContain("guess");
        assertThat(evidence.toString()).doesNotContain("guess");
    }
}
