package io.github.kafkaconnect.webpubsub.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerValidatorTest {
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String V1 = "https://sts.windows.net/" + TENANT + "/";
    private static final String V2 = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final RSAKey KEY = TestAuthority.key("first");
    private static final RSAKey OTHER = TestAuthority.key("second");
    private static final BearerRules RULES = new BearerRules(
            Set.of(V1, V2),
            Set.of("api://bridge", "bridge-client"),
            TENANT,
            Set.of("Service-Oid"),
            Duration.ofMinutes(5));

    private final ManualClock clock = new ManualClock(START);
    private final AtomicLong nanos = new AtomicLong();
    private final TestAuthority authority = new TestAuthority();
    private final BearerValidator validator = validator(RULES);

    private BearerValidator validator(BearerRules rules) {
        return new BearerValidator(rules, new SigningKeys(authority, nanos::get, Duration.ofHours(1)), clock);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(V1)
                .audience("api://bridge")
                .claim("tid", TENANT)
                .claim("oid", "service-oid")
                .claim("appid", "service-client")
                .notBeforeTime(Date.from(START))
                .expirationTime(Date.from(START.plusSeconds(3_600)));
    }

    private BearerVerdict check(JWTClaimsSet claims) {
        return check(TestAuthority.token(KEY, claims));
    }

    private BearerVerdict check(String token) {
        return validator.check(List.of("Bearer " + token));
    }

    private void keysAreKnown() {
        authority.publish(KEY);
        authority.answer();
    }

    @Test
    void takesATokenOfEitherVersionAsOftenAsItComes() {
        keysAreKnown();
        String first = TestAuthority.token(KEY, claims().build());
        assertThat(check(first)).isEqualTo(BearerVerdict.ACCEPTED);
        assertThat(check(first)).isEqualTo(BearerVerdict.ACCEPTED);
        assertThat(check(claims().issuer(V2)
                        .audience("bridge-client")
                        .claim("ver", "2.0")
                        .build()))
                .isEqualTo(BearerVerdict.ACCEPTED);
        assertThat(validator.check(List.of("bearer  " + first + " "))).isEqualTo(BearerVerdict.ACCEPTED);
        assertThat(validator.count(BearerVerdict.ACCEPTED)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oid", "appid", "azp"})
    void whoCallsIsKnownByObjectIdOrByClientId(String claim) {
        BearerValidator byClient =
                validator(new BearerRules(Set.of(V1), Set.of("api://bridge"), TENANT, Set.of("client"), Duration.ZERO));
        keysAreKnown();
        assertThat(byClient.check(List.of("Bearer "
                        + TestAuthority.token(
                                KEY, claims().claim(claim, "CLIENT").build()))))
                .isEqualTo(BearerVerdict.ACCEPTED);
        assertThat(byClient.check(List.of("Bearer " + TestAuthority.token(KEY, claims().build()))))
                .isEqualTo(BearerVerdict.CALLER);
    }

    @Test
    void aClaimThatIsAbsentMeetsNothing() {
        Set<String> blank = Set.of("client", "");
        for (List<Set<String>> sets : List.of(
                List.of(Set.of(V1), Set.of("api://bridge"), blank),
                List.of(Set.of(V1), blank, Set.of("client")),
                List.of(blank, Set.of("api://bridge"), Set.of("client")))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BearerRules(sets.get(0), sets.get(1), TENANT, sets.get(2), Duration.ZERO));
        }
    }

    @Test
    void everybodyOfTheTenantMayCallWhereNobodyIsNamed() {
        BearerValidator open =
                validator(new BearerRules(Set.of(V1), Set.of("api://bridge"), TENANT, Set.of(), Duration.ZERO));
        keysAreKnown();
        assertThat(open.check(List.of("Bearer "
                        + TestAuthority.token(
                                KEY, claims().claim("oid", "anybody").build()))))
                .isEqualTo(BearerVerdict.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://sts.windows.net/22222222-2222-3333-4444-555555555555/, ISSUER",
        "iss, https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0/, ISSUER",
        "aud, api://bridge/, AUDIENCE",
        "aud, API://bridge, AUDIENCE",
        "tid, 22222222-2222-3333-4444-555555555555, TENANT",
        "oid, another-oid, CALLER",
    })
    void refusesWhatATokenSaysWrong(String claim, String value, BearerVerdict verdict) {
        keysAreKnown();
        assertThat(check(claims().claim(claim, value).build())).isEqualTo(verdict);
        assertThat(validator.count(verdict)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"iss, ISSUER", "aud, AUDIENCE", "tid, TENANT", "oid, CALLER", "exp, EXPIRED", "nbf, ACCEPTED"})
    void refusesWhatATokenDoesNotSay(String claim, BearerVerdict verdict) {
        keysAreKnown();
        assertThat(check(claims().claim(claim, null).build())).isEqualTo(verdict);
    }

    @Test
    void aClaimOfAnotherTypeIsNoClaim() {
        keysAreKnown();
        assertThat(check(claims().claim("tid", List.of(TENANT)).build())).isEqualTo(BearerVerdict.TENANT);
        assertThat(check(claims().claim("oid", 1).build())).isEqualTo(BearerVerdict.CALLER);
    }

    @Test
    void timeCountsWithTheSkewAlsoForATokenThatIsKnown() {
        keysAreKnown();
        String token = TestAuthority.token(KEY, claims().build());
        assertThat(check(token)).isEqualTo(BearerVerdict.ACCEPTED);
        clock.advance(Duration.ofSeconds(3_600 + 299));
        assertThat(check(token)).isEqualTo(BearerVerdict.ACCEPTED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(check(token)).isEqualTo(BearerVerdict.EXPIRED);
        Date early = Date.from(clock.instant().plusSeconds(301));
        JWTClaimsSet.Builder future =
                claims().expirationTime(Date.from(clock.instant().plusSeconds(999)));
        assertThat(check(future.notBeforeTime(early).build())).isEqualTo(BearerVerdict.NOT_YET_VALID);
        clock.advance(Duration.ofSeconds(1));
        assertThat(check(future.notBeforeTime(early).build())).isEqualTo(BearerVerdict.ACCEPTED);
    }

    @Test
    void theAlgorithmIsOursToChoose() throws JOSEException {
        keysAreKnown();
        JWTClaimsSet claims = claims().build();
        assertThat(check(new PlainJWT(claims).serialize())).isEqualTo(BearerVerdict.ALGORITHM);
        SignedJWT shared = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims);
        shared.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
        assertThat(check(shared.serialize())).isEqualTo(BearerVerdict.ALGORITHM);
        SignedJWT strong = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("first").build(), claims);
        strong.sign(new RSASSASigner(KEY));
        assertThat(check(strong.serialize())).isEqualTo(BearerVerdict.ALGORITHM);
    }

    @Test
    void theSignatureIsOneOfTheKeyThatIsNamed() throws JOSEException {
        keysAreKnown();
        JWTClaimsSet claims = claims().build();
        SignedJWT foreign = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build(), claims);
        foreign.sign(new RSASSASigner(OTHER));
        assertThat(check(foreign.serialize())).isEqualTo(BearerVerdict.SIGNATURE);
        SignedJWT nameless = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        nameless.sign(new RSASSASigner(KEY));
        assertThat(check(nameless.serialize())).isEqualTo(BearerVerdict.KEY_UNKNOWN);
        String good = TestAuthority.token(KEY, claims);
        String[] parts = good.split("\\.", -1);
        String other =
                TestAuthority.token(KEY, claims().claim("oid", "x").build()).split("\\.", -1)[1];
        assertThat(check(parts[0] + "." + parts[1] + ".")).isNotEqualTo(BearerVerdict.ACCEPTED);
        assertThat(check(parts[0] + "." + other + "." + parts[2])).isNotEqualTo(BearerVerdict.ACCEPTED);
        assertThat(check(good)).isEqualTo(BearerVerdict.ACCEPTED);
    }

    @Test
    void aKeyThatIsNotThereYetIsAReasonToComeAgain() {
        String token = TestAuthority.token(OTHER, claims().build());
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_PENDING);
        keysAreKnown();
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_PENDING);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_PENDING);
        authority.answer();
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_UNKNOWN);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_PENDING);
        authority.publish(OTHER);
        authority.answer();
        assertThat(check(token)).isEqualTo(BearerVerdict.ACCEPTED);
    }

    @Test
    void aWithdrawnKeyTakesItsTokensAlong() {
        authority.publish(OTHER);
        keysAreKnown();
        String token = TestAuthority.token(OTHER, claims().build());
        assertThat(check(token)).isEqualTo(BearerVerdict.ACCEPTED);
        authority.withdraw("second");
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        validator.refreshInTime();
        assertThat(check(token)).as("until the new keys are there").isEqualTo(BearerVerdict.ACCEPTED);
        authority.answer();
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_PENDING);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        validator.refreshInTime();
        authority.answer();
        assertThat(check(token)).isEqualTo(BearerVerdict.KEY_UNKNOWN);
    }

    @Test
    void aTokenForSomebodyElseCausesNoQuestion() {
        keysAreKnown();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(check(TestAuthority.token(
                        OTHER, claims().audience("api://other").build())))
                .isEqualTo(BearerVerdict.AUDIENCE);
        assertThat(authority.questions()).isEqualTo(1);
    }

    @Test
    void oneLineIsWanted() {
        keysAreKnown();
        String line = "Bearer " + TestAuthority.token(KEY, claims().build());
        assertThat(validator.check(List.of())).isEqualTo(BearerVerdict.MISSING);
        assertThat(validator.check(List.of(line, line))).isEqualTo(BearerVerdict.MALFORMED);
        assertThat(validator.check(List.of(line + "x".repeat(20_000)))).isEqualTo(BearerVerdict.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic YTpi",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer a.b.c.d.e",
                "Bearer {}"
            })
    void whatIsNoTokenIsMalformed(String line) {
        keysAreKnown();
        assertThat(validator.check(List.of(line))).isEqualTo(BearerVerdict.MALFORMED);
    }

    @Property(tries = 50)
    void nothingButATokenIsEverAccepted(@ForAll @StringLength(max = 80) String text) {
        BearerValidatorTest fresh = new BearerValidatorTest();
        fresh.keysAreKnown();
        assertThat(fresh.check(text)).isIn(BearerVerdict.MALFORMED, BearerVerdict.ALGORITHM);
        String header = TestAuthority.token(KEY, claims().build()).split("\\.", -1)[0];
        assertThat(fresh.check(header + "." + text + "." + text)).isNotEqualTo(BearerVerdict.ACCEPTED);
    }

    @Test
    void manyTokensAreForgottenAgain() {
        keysAreKnown();
        for (int i = 0; i < BearerValidator.MAX_REMEMBERED + 6; i++) {
            assertThat(check(claims().claim("uti", i).build())).isEqualTo(BearerVerdict.ACCEPTED);
            assertThat(validator.remembered()).isBetween(1, BearerValidator.MAX_REMEMBERED);
        }
    }
}
