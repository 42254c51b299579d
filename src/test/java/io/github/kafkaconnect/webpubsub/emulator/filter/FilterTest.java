package io.github.kafkaconnect.webpubsub.emulator.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterTest {
    private static final Subject ANN =
            new Subject("con-1", "Ann", Set.of("g1", "g2", "it's"), "json.webpubsub.azure.v1");
    private static final Subject ANONYMOUS = new Subject("con-2", null, Set.of(), null);

    @ParameterizedTest(name = "{0} selects Ann: {1}, an anonymous connection: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    true                                        | true  | true
                    false                                       | false | false
                    userId eq 'Ann'                             | true  | false
                    userId eq 'ann'                             | false | false
                    userId ne 'Ann'                             | false | true
                    USERID eq 'Ann'                             | true  | false
                    userId eq null                              | false | true
                    null eq userId                              | false | true
                    userId ne null                              | true  | false
                    connectionId eq 'con-2'                     | false | true
                    protocol eq 'json.webpubsub.azure.v1'       | true  | false
                    userId eq 5                                 | false | false
                    userId ne 5                                 | true  | true
                    'g1' in groups                              | true  | false
                    'G1' in groups                              | false | false
                    'g1' in GROUPS                              | true  | false
                    'it''s' in groups                           | true  | false
                    5 in groups                                 | false | false
                    userId in groups                            | false | false
                    userId in ('Ann','Bob')                     | true  | false
                    userId in ( 'Bob' , null )                  | false | true
                    userId in ('A, n', 'Ann')                   | true  | false
                    not ('g1' in groups)                        | false | true
                    not true                                    | false | false
                    not not true                                | true  | true
                    not (true) eq false                         | true  | true
                    true or false and false                     | true  | true
                    (true or false) and false                   | false | false
                    'g1' in groups and 'g2' in groups           | true  | false
                    'g1' in groups or userId eq null            | true  | true
                    length(groups) gt 2                         | true  | false
                    length(groups) eq 0                         | false | true
                    length(userId) ge 3                         | true  | false
                    length(userId) lt 3                         | false | false
                    length(userId) le -1                        | false | false
                    not (length(userId) gt 5)                   | true  | true
                    length(userId) eq null                      | false | true
                    null gt 1                                   | false | false
                    'text' lt null                              | false | false
                    1 lt 2                                      | true  | true
                    2 le 2                                      | true  | true
                    -3 lt +2                                    | true  | true
                    tolower(userId) eq 'ann'                    | true  | false
                    toupper(userId) eq 'ANN'                    | true  | false
                    toupper(userId) eq null                     | false | true
                    trim('  a ') eq 'a'                         | true  | true
                    substring(userId, 1) eq 'nn'                | true  | false
                    substring(userId, 1, 1) eq 'n'              | true  | false
                    substring(userId, 3) eq ''                  | true  | false
                    substring(userId, 4) eq null                | true  | true
                    substring(userId, 1, 3) eq null             | true  | true
                    substring(userId, -1) eq null               | true  | true
                    concat(userId, '!') eq 'Ann!'               | true  | false
                    concat(userId, '!') eq '!'                  | false | true
                    concat(userId, protocol) eq null            | false | true
                    startswith(userId, 'An')                    | true  | false
                    endswith(userId, 'nn')                      | true  | false
                    contains(userId, 'x')                       | false | false
                    contains(userId, null)                      | false | false
                    indexof(userId, 'n') eq 1                   | true  | false
                    indexof(userId, 'z') eq -1                  | true  | true
                    startswith(concat(tolower(userId), '-'), 'ann-') | true | false
                    """)
    void selects(String filter, boolean ann, boolean anonymous) throws FilterException {
        Filter parsed = Filter.parse(filter);
        assertThat(parsed.matches(ANN)).as("Ann").isEqualTo(ann);
        assertThat(parsed.matches(ANONYMOUS)).as("anonymous").isEqualTo(anonymous);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    not length(userId) gt 5   | 'not length(userId)': Type 'null', expect 'bool'
                    ( not 'a' )               | 'not 'a'': Type 'string', expect 'bool'
                    userId lt 1               | 'userId lt 1': Type 'string', expect 'int'
                    length(userId) gt 'a'     | Type 'string', expect 'int'
                    invalid(ab,c)             | 'invalid(ab,c)': Token 'ab' is not supported
                    invalid('ab')             | 'invalid('ab')': Token 'invalid('ab')' is not supported
                    ab eq 1                   | 'ab eq 1': Token 'ab' is not supported
                    userId                    | 'userId': Type 'string', expect 'bool'
                    1                         | Type 'int', expect 'bool'
                    groups                    | Type 'collection', expect 'bool'
                    true or 1                 | 'true or 1': Type 'int', expect 'bool'
                    false and userId          | 'false and userId': Type 'string', expect 'bool'
                    true or null              | Type 'null', expect 'bool'
                    not 'g' in groups         | 'not 'g'': Type 'string', expect 'bool'
                    tolower(1) eq 'a'         | Type 'int', expect 'string'
                    length(true) eq 1         | Invalid token 'length(true)'
                    length() eq 1             | Invalid token 'length()'
                    substring(userId) eq 'a'  | Invalid token 'substring(userId)'
                    substring(userId, 'a') eq 'a' | Type 'string', expect 'int'
                    has(userId, 'a')          | is not supported
                    userId eq 'a              | unterminated string literal at position 10
                    userId eq                 | expected a value but found 'the end'
                    (true                     | expected ')'
                    true)                     | expected an operator or the end but found ')'
                    true true                 | expected an operator or the end but found 'true'
                    1 eq 1 eq 1               | expected an operator or the end but found 'eq'
                    true AND true             | expected an operator or the end but found 'AND'
                    userId in ()              | expected a value of the list
                    userId in ('a',)          | expected a value of the list
                    'a' in userId             | expected a list in parentheses or 'groups'
                    1.5 eq 1                  | only 32-bit integers
                    2147483648 eq 1           | only 32-bit integers
                    5L eq 1                   | only 32-bit integers
                    userId = 'a'              | unexpected character '='
                    groups/any(g: g eq 'a')   | unexpected character '/'
                    """)
    void refuses(String filter, String message) {
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filter.parse(filter))
                .withMessageContaining(message)
                .withMessageStartingWith("Invalid syntax for '")
                .withMessageEndingWith(". (Parameter 'filter')");
    }

    @Test
    void takesTheEmptyFilterForNone() throws FilterException {
        assertThat(Filter.parse("").matches(ANONYMOUS)).isTrue();
    }

    @Test
    void refusesAFilterOfBlanksOnly() {
        assertThatExceptionOfType(FilterException.class).isThrownBy(() -> Filter.parse("  "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99})
    void takesParenthesesUpToTheLimit(int depth) throws FilterException {
        assertThat(Filter.parse("(".repeat(depth) + "true" + ")".repeat(depth)).matches(ANN))
                .isTrue();
    }

    @Test
    void refusesDeeperNesting() {
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filter.parse("(".repeat(100) + "true" + ")".repeat(100)))
                .withMessageContaining("nested deeper than 100 levels");
        assertThatExceptionOfType(FilterException.class)
                .isThrownBy(() -> Filter.parse("not ".repeat(50_000) + "true"))
                .withMessageContaining("nested deeper than 100 levels");
    }

    @Test
    void takesManyClausesOnOneLevel() throws FilterException {
        String clauses = "userId eq 'nobody' or ".repeat(500) + "userId eq 'Ann'";
        assertThat(Filter.parse(clauses).matches(ANN)).isTrue();
    }
}
