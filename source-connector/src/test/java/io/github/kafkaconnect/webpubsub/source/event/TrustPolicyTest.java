package io.github.kafkaconnect.webpubsub.source.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.protocol.AbuseProtection;
import io.github.kafkaconnect.webpubsub.common.protocol.EventSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
    private static final EventSignature SIGNATURE = new EventSignature(List.of("key-one", "key-two"));
    private static final List<String> SIGNED = List.of(new EventSignature(List.of("key-two")).sign("c1"));
    private static final TrustPolicy OPEN = TrustPolicy.open(new AbuseProtection(List.of("a.example")));

    @Test
    void everyConfiguredProofMustHold() {
        TrustPolicy both = OPEN.withSignature(SIGNATURE).withSharedSecret("K 1");
        assertThat(both.check(new Evidence("c1", SIGNED, List.of(), List.of("K 1"), List.of())))
                .isEmpty();
        assertThat(both.check(new Evidence("c1", SIGNED, List.of(), List.of(), List.of())))
                .isPresent();
        assertThat(both.check(new Evidence("c1", SIGNED, List.of(), List.of("k 1"), List.of())))
                .isPresent();
        assertThat(both.check(new Evidence("c1", List.of(), List.of(), List.of("K 1"), List.of())))
                .isPresent();
        assertThat(both.check(new Evidence("c2", SIGNED, List.of(), List.of("K 1"), List.of())))
                .isPresent();
    }

    @Test
    void aForeignOriginIsRefusedEvenWithoutProofs() {
        assertThat(OPEN.check(new Evidence("c1", List.of(), List.of("b.example"), List.of(), List.of())))
                .get()
                .extracting(Refusal::status)
                .isEqualTo(401);
        assertThat(OPEN.check(new Evidence("c1", List.of(), List.of("b.example, a.example"), List.of(), List.of())))
                .isEmpty();
        assertThat(OPEN.check(new Evidence("c1", List.of(), List.of(), List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void aTokenIsLookedAtLastAndOnlyWhenEverythingElseHolds() {
        List<List<String>> asked = new ArrayList<>();
        TrustPolicy policy = OPEN.withBearer(lines -> {
                    asked.add(lines);
                    return lines.isEmpty()
                            ? Optional.of(new Refusal(
                                    401, ErrorCode.EVENT_UNTRUSTED, Refusal.Kind.BEARER, "bearer-missing", "no token"))
                            : Optional.empty();
                })
                .withSignature(SIGNATURE)
                .withSharedSecret("K");
        List<String> token = List.of("Bearer x");
        assertThat(policy.check(new Evidence("c1", SIGNED, List.of(), List.of(), token)))
                .get()
                .extracting(Refusal::reason)
                .isEqualTo("secret");
        assertThat(policy.check(new Evidence("c2", SIGNED, List.of(), List.of("K"), token)))
                .get()
                .extracting(Refusal::reason)
                .isEqualTo("signature");
        assertThat(policy.check(new Evidence("c1", SIGNED, List.of("b.example"), List.of("K"), token)))
                .get()
                .extracting(Refusal::reason)
                .isEqualTo("origin");
        assertThat(asked).isEmpty();
        assertThat(policy.check(new Evidence("c1", SIGNED, List.of(), List.of("K"), List.of())))
                .get()
                .extracting(Refusal::reason)
                .isEqualTo("bearer-missing");
        assertThat(policy.check(new Evidence("c1", SIGNED, List.of(), List.of("K"), token)))
                .isEmpty();
    }

    @Test
    void refusalsTellNoSecret() {
        TrustPolicy policy = OPEN.withSharedSecret("top-secret");
        Evidence evidence = new Evidence("c1", List.of("sig"), List.of(), List.of("guess"), List.of("Bearer guess"));
        assertThat(policy.check(evidence).toString())
                .doesNotContain("top-secret")
                .doesNotContain("guess");
        assertThat(evidence.toString()).doesNotContain("guess");
    }
}
