package io.github.kafkaconnect.webpubsub.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.AfterRefusal;
import io.github.kafkaconnect.webpubsub.common.auth.CredentialSource.Bearer;
import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessKeySignerTest {
    private static final String KEY = "unit-test-key-0123456789abcdef0123456789";
    private static final String OTHER_KEY = "unit-test-key-fedcba9876543210fedcba98765";
    private static final String URL =
            "https://bridge-dev.webpubsub.azure.com/api/hubs/chat/groups/room1/:send?api-version=2024-12-01";
    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);

    private final ManualClock clock = new ManualClock(START);
    private final AccessKeySigner signer = new AccessKeySigner(new KeyRing(KEY, OTHER_KEY), clock);

    @Test
    void makesTheTokenOfTheTestVector() {
        assertThat(token(URL).header())
                .isEqualTo("Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
                        + "eyJhdWQiOiJodHRwczovL2JyaWRnZS1kZXYud2VicHVic3ViLmF6dXJlLmNvbS9hcGkvaHVicy9jaGF0L2dyb3Vwcy9yb29tMS86c2Vu"
                        + "ZD9hcGktdmVyc2lvbj0yMDI0LTEyLTAxIiwiaWF0IjoxODAwMDAwMDAwLCJleHAiOjE4MDAwMDM2MDB9."
                        + "5wOdSWsGSdDzzYvQA_9SOMDJAyPdRP9wuO7GGwFGL2Q");
    }

    @Test
    void signsWithTheKeyThatIsActive() throws Exception {
        Bearer first = token(URL);
        signer.refused(first);

        SignedJWT second = SignedJWT.parse(token(URL).header().substring("Bearer ".length()));

        assertThat(second.verify(new MACVerifier(OTHER_KEY))).isTrue();
        assertThat(second.verify(new MACVerifier(KEY))).isFalse();
    }

    @Test
    void keepsPercentEscapesAndQueriesAsTheyAre() throws Exception {
        String url =
                "http://127.0.0.1:8080/api/hubs/chat/users/%C3%BC%2F%24/:send?api-version=x&filter=a%20eq%20'b'&c=<>";

        SignedJWT token = SignedJWT.parse(token(url).header().substring("Bearer ".length()));

        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(url);
    }

    @Test
    void refusesWhatIsNoUrl() {
        for (String text :
                new String[] {"https://x/a b", "https://x/\"", "https://x/\\", "https://x/ü", "https://x/\n"}) {
            assertThatThrownBy(() -> token(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void callsATokenCurrentUntilTenMinutesBeforeItExpires() throws Exception {
        Bearer first = token(URL);
        clock.advance(Duration.ofMinutes(49));
        assertThat(signer.isCurrent(first)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(signer.isCurrent(first)).isFalse();

        SignedJWT renewed = SignedJWT.parse(token(URL).header().substring("Bearer ".length()));

        assertThat(renewed.getJWTClaimsSet().getDateClaim("exp")).isEqualTo(START.plus(Duration.ofMinutes(110)));
    }

    @Test
    void callsATokenFromTheFutureNotCurrent() {
        Bearer first = token(URL);
        clock.advance(Duration.ofMinutes(-10));

        assertThat(signer.isCurrent(first)).isFalse();
        assertThat(signer.isCurrent(token(URL))).isTrue();
    }

    @Test
    void callsATokenOfAKeyThatRestsNotCurrent() {
        Bearer first = token(URL);
        signer.refused(first);

        assertThat(signer.isCurrent(first)).isFalse();
        assertThat(signer.isCurrent(token(URL))).isTrue();
    }

    @Test
    void signsAnewBeforeItGivesUpAKeyOverAnOldToken() throws Exception {
        Bearer old = token(URL);
        clock.advance(Duration.ofMinutes(30));
        Bearer lessOld = token(URL);

        assertThat(signer.refused(old)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(signer.isCurrent(old)).isFalse();
        assertThat(signer.isCurrent(lessOld)).as("all are called in").isFalse();

        Bearer fresh = token(URL);
        assertThat(signer.isCurrent(fresh)).isTrue();
        assertThat(SignedJWT.parse(fresh.header().substring("Bearer ".length())).verify(new MACVerifier(KEY)))
                .as("the same key")
                .isTrue();
        assertThat(signer.refused(fresh)).isEqualTo(AfterRefusal.TRY_AGAIN);
        assertThat(signer.refused(token(URL))).isEqualTo(AfterRefusal.EXHAUSTED);
    }

    @Test
    void refusesAKeyThatCannotSign() {
        assertThatThrownBy(() -> new AccessKeySigner(new KeyRing("short", null), clock))
                .isInstanceOfSatisfying(
                        WebPubSubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageNotContaining("short\"");
    }

    @Test
    void neverShowsATokenAsText() {
        assertThat(token(URL).toString()).doesNotContain("eyJ");
    }

    private Bearer token(String url) {
        return (Bearer) signer.credential(url);
    }
}
