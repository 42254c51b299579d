package io.github.kafkaconnect.webpubsub.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final RSAKey FIRST = TestAuthority.key("first");
    private static final RSAKey SECOND = TestAuthority.key("second");

    /** Begins near its overflow, as {@code System.nanoTime} may. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    private final TestAuthority authority = new TestAuthority();
    private final SigningKeys keys = new SigningKeys(authority, nanos::get, Duration.ofHours(1));

    @Test
    void asksAtOnceAndNobodyWaits() {
        assertThat(authority.questions()).isEqualTo(1);
        assertThat(keys.find("first").pending()).isTrue();
        assertThat(authority.questions()).as("one question at a time").isEqualTo(1);
        authority.publish(FIRST);
        authority.answer();
        assertThat(keys.find("first").verifier()).isNotNull();
    }

    @Test
    void anUnknownKeyIsAskedForOnceInAWhileHoweverOftenItIsNamed() {
        authority.publish(FIRST);
        authority.answer();
        for (int i = 0; i < 100; i++) {
            assertThat(keys.find("invented " + i).pending()).isTrue();
        }
        assertThat(authority.questions()).isEqualTo(1);
        pass(5);
        keys.refreshInTime();
        assertThat(authority.questions()).isEqualTo(2);
        assertThat(keys.find("second").pending()).isTrue();
        authority.publish(SECOND);
        authority.answer();
        assertThat(keys.find("second").verifier()).isNotNull();
        assertThat(keys.find("first").verifier()).isNotNull();
        assertThat(keys.find("invented 0").pending()).as("asked for").isFalse();
        assertThat(keys.find("invented 99").pending()).as("not asked for").isTrue();
        pass(10);
        assertThat(keys.find("invented 0").pending())
                .as("it may have come meanwhile")
                .isTrue();
    }

    @Test
    void aKeyThatIsNamedDuringAQuestionIsAskedForByTheNext() {
        assertThat(keys.find("second").pending()).isTrue();
        authority.answer();
        assertThat(keys.find("second").pending()).isTrue();
        pass(5);
        keys.refreshInTime();
        assertThat(keys.find("second").pending()).isTrue();
        authority.answer();
        assertThat(keys.find("second").pending()).isFalse();
        pass(6);
        keys.refreshInTime();
        assertThat(authority.questions()).as("nothing is wanted any more").isEqualTo(2);
    }

    @Test
    void asksAgainAheadOfTheAgeAndForgetsWhatIsWithdrawn() {
        authority.publish(FIRST);
        authority.publish(SECOND);
        authority.answer();
        pass(3_599);
        keys.refreshInTime();
        assertThat(authority.questions()).isEqualTo(1);
        pass(1);
        keys.refreshInTime();
        assertThat(authority.questions()).isEqualTo(2);
        assertThat(keys.find("first").verifier()).as("meanwhile").isNotNull();
        authority.withdraw("first");
        authority.answer();
        assertThat(keys.find("first").verifier()).isNull();
        assertThat(keys.find("second").verifier()).isNotNull();
    }

    @Test
    void anAuthorityThatIsAwayIsAskedEveryFiveSecondsAndKnownKeysServeForADay() {
        authority.publish(FIRST);
        authority.answer();
        pass(3_600);
        keys.refreshInTime();
        authority.fail();
        keys.refreshInTime();
        assertThat(keys.find("second").pending()).isTrue();
        assertThat(authority.questions()).isEqualTo(2);
        pass(5);
        keys.refreshInTime();
        assertThat(authority.questions()).isEqualTo(3);
        authority.fail();
        pass(82_794);
        assertThat(keys.find("first").verifier()).isNotNull();
        pass(1);
        assertThat(keys.find("first").pending()).isTrue();
        authority.answer();
        assertThat(keys.find("first").verifier()).isNotNull();
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
