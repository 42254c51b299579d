package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "gold, gold, true",
        "gold, golden, false",
        "gold, Gold, false",
        "room-*, room-1, true",
        "room-*, room-, true",
        "room-*, my-room-1, false",
        "*.example.com, a.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, a.example.com.evil, false",
        "https://*.example.com, https://a.b.example.com, true",
        "a*b*c, abc, true",
        "a*b*c, acb, false",
        "a*a, a, false",
        "a*bb*b, abb, false",
        "*, x, true",
        "**x, x, true",
        "\\*, *, true",
        "\\*, x, false",
        "a\\\\*, a\\b, true"
    })
    void anAsteriskIsAnyCharacters(String pattern, String value, boolean matches) {
        assertThat(Wildcard.parse(pattern).matches(value)).isEqualTo(matches);
    }

    @Test
    void refusesWhatWouldNeverMatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wildcard.parse(""))
                .withMessage("is empty; write {present: false} for a value that is not there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wildcard.parse("a\\b"))
                .withMessage("has a backslash that stands neither before * nor before \\");
        assertThatIllegalArgumentException().isThrownBy(() -> Wildcard.parse("a\\"));
    }

    @Property
    void meansWhatTheRegularExpressionMeans(
            @ForAll @Chars({'a', 'b', '*'}) @StringLength(min = 1, max = 8) String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String value) {
        boolean expected = Pattern.matches(pattern.replace("*", ".*"), value);
        assertThat(Wildcard.parse(pattern).matches(value)).isEqualTo(expected);
    }

    /** A regular expression would not end within the life of the test. */
    @Test
    void aHostileValueCostsLittle() {
        assertThat(Wildcard.parse("a*".repeat(40) + "b").matches("a".repeat(1_000_000)))
                .isFalse();
    }
}
