package io.github.kafkaconnect.webpubsub.common.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.AfterRefusal;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Bearer;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Missing;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Pending;
import io.github.kafkaconnect.webpubsub.common.auth.TokenFetch.Token;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** When the authority is asked, and what is sent meanwhile. */
class IdentityCredentialTest {
    private static final String URL = "https://demo.webpubsub.azure.com/api/hubs/chat/:send";
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private final Deque<CompletableFuture<Token>> asked = new ArrayDeque<>();
    private final List<Boolean> anew = new ArrayList<>();
    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_800_000_000));
    private final IdentityCredential identity = new IdentityCredential(this::fetch, clock, () -> {});

    @Test
    void asksAtOnceAndNobodyWaits() {
        assertThat(asked).hasSize(1);
        assertThat(identity.credential(URL)).isInstanceOf(Pending.class);
        assertThat(asked).as("once").hasSize(1);
        give("one", HOUR);
        assertThat(identity.credential(URL)).isInstanceOfSatisfying(Bearer.class, bearer -> assertThat(bearer.header())
                .isEqualTo("Bearer one"));
    }

    @Test
    void oneTokenServesEveryUrl() {
        give("one", HOUR);
        Bearer bearer = bearer();
        assertThat(identity.credential("https://demo.webpubsub.azure.com/api/other"))
                .isSameAs(bearer);
        assertThat(identity.isCurrent(bearer)).isTrue();
    }

    @Test
    void asksAheadOfTheExpiryAndSendsTheOldTokenMeanwhile() {
        give("one", HOUR);
        Bearer first = bearer();
        clock.advance(Duration.ofMillis(HOUR - 6 * MINUTE));
        assertThat(identity.isCurrent(first)).isTrue();
        assertThat(asked).isEmpty();
        clock.advance(Duration.ofMillis(2 * MINUTE));
        assertThat(identity.isCurrent(first)).isTrue();
        assertThat(asked).hasSize(1);
        give("two", HOUR);
        assertThat(identity.isCurrent(first)).isFalse();
        assertThat(bearer().header()).isEqualTo("Bearer two");
        assertThat(anew)
                .as("age is no reason to distrust what the authority has")
                .containsExactly(false, false);
    }

    @Test
    void anExpiredTokenIsNeverSent() {
        give("one", HOUR);
        Bearer first = bearer();
        clock.advance(Duration.ofMillis(HOUR - 5_000));
        assertThat(identity.isCurrent(first)).isFalse();
        assertThat(identity.credential(URL)).isInstanceOf(Pending.class);
    }

    @Test
    void anAuthorityThatRefusesIsToldFromOneThatIsAway() {
        fail(new IllegalStateException(
                "wrapped", new IllegalArgumentException("AADSTS7000215: Invalid secret.\nTrace")));
        assertThat(identity.credential(URL))
                .isEqualTo(new Missing("no token for the identity: AADSTS7000215: Invalid secret.", true));
        clock.advance(Duration.ofMillis(MINUTE));
        identity.credential(URL);
        fail(new CompletionException(new ConnectException("Connection refused")));
        assertThat(identity.credential(URL))
                .isEqualTo(new Missing("no token for the identity: Connection refused", false));
    }

    @Test
    void afterAFailureTheAuthorityIsLeftAloneForAWhile() {
        fail(new IOException("reset"));
        for (int i = 0; i < 100; i++) {
            identity.credential(URL);
        }
        assertThat(asked).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        identity.credential(URL);
        assertThat(asked).hasSize(1);
        give("one", HOUR);
        assertThat(bearer().header()).isEqualTo("Bearer one");
    }

    @Test
    void aFailedRefreshLeavesTheTokenThatIsStillGood() {
        give("one", HOUR);
        Bearer first = bearer();
        clock.advance(Duration.ofMillis(56 * MINUTE));
        identity.credential(URL);
        fail(new IOException("reset"));
        assertThat(identity.credential(URL)).isSameAs(first);
    }

    @Test
    void anOldTokenThatIsRefusedIsReplacedByOneMadeAnew() {
        give("one", HOUR);
        Bearer first = bearer();
        clock.advance(Duration.ofMillis(30 * MINUTE));
        assertThat(identity.refused(first)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(identity.credential(URL)).isInstanceOf(Pending.class);
        give("two", HOUR);
        assertThat(anew).containsExactly(false, true);
        assertThat(identity.refused(first)).as("late news").isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(bearer().header()).isEqualTo("Bearer two");
    }

    @Test
    void aFreshTokenThatIsRefusedLeavesNothingToTry() {
        give("one", HOUR);
        assertThat(identity.refused(bearer())).isEqualTo(AfterRefusal.EXHAUSTED);
        assertThat(identity.credential(URL)).as("who probes tries it again").isInstanceOf(Bearer.class);
    }

    @Test
    void aClockThatIsSetBackDelaysNoQuestion() {
        fail(new IOException("its certificate is not valid yet"));
        clock.advance(Duration.ofHours(-8));
        clock.advance(Duration.ofSeconds(5));
        identity.credential(URL);
        assertThat(asked).hasSize(1);
        give("one", HOUR);
        Bearer first = bearer();
        clock.advance(Duration.ofHours(-2));
        assertThat(identity.refused(first)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(anew).containsExactly(false, false, true);
    }

    @Test
    void aRefusedTokenIsNotSentAgainWhileAnotherIsOnItsWay() {
        give("one", HOUR);
        Bearer first = bearer();
        clock.advance(Duration.ofMillis(56 * MINUTE));
        identity.credential(URL);
        assertThat(asked).as("ahead of the expiry").hasSize(1);
        assertThat(identity.refused(first)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(identity.isCurrent(first)).isFalse();
        assertThat(identity.credential(URL)).isInstanceOf(Pending.class);
        give("two", HOUR);
        assertThat(bearer().header()).isEqualTo("Bearer two");
    }

    @Test
    void theTokenIsInNoText() {
        give("one", HOUR);
        assertThat(bearer().toString()).doesNotContain("one");
        assertThat(new Token("one", 0, 0).toString()).doesNotContain("value=one");
    }

    private Bearer bearer() {
        return (Bearer) identity.credential(URL);
    }

    private CompletableFuture<Token> fetch(boolean fresh) {
        CompletableFuture<Token> answer = new CompletableFuture<>();
        asked.add(answer);
        anew.add(fresh);
        return answer;
    }

    private void give(String token, long lifetimeMs) {
        asked.remove()
                .complete(new Token(token, clock.millis() + lifetimeMs - 5 * MINUTE, clock.millis() + lifetimeMs));
    }

    private void fail(Throwable failure) {
        asked.remove().completeExceptionally(failure);
    }
}
