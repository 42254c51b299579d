package io.github.kafkaconnect.webpubsub.sink.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private final Scope scope = scope();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "$statusCode == 200                                       ; true",
                "$statusCode==200&&$inputs.age>=18                        ; true",
                "$statusCode != 200                                       ; false",
                "!($statusCode == 404)                                    ; true",
                "!$inputs.off                                             ; true",
                "$inputs.on                                               ; true",
                "$inputs.absent                                           ; false",
                "$inputs.absent == null                                   ; true",
                "$inputs.name == 'ADA'                                    ; true",
                "$inputs.name != 'Grace'                                  ; true",
                "$inputs.quote == 'O''Neil'                               ; true",
                "$inputs.on == true                                       ; true",
                "$inputs.age < 9                                          ; false",
                "$inputs.age > 9.5                                        ; true",
                "$inputs.age <= 18 && $inputs.age >= 18                   ; true",
                "$inputs.absent > 1                                       ; false",
                "$response.header.X-Count > 9                             ; true",
                "$response.body#/list/1 == 'b'                            ; true",
                "$response.body#/nothing == null                          ; true",
                "$response.body#/list != null                             ; true",
                "$statusCode == 404 || $statusCode == 200                 ; true",
                "$statusCode == 404 || $statusCode == 200 && $inputs.off  ; false",
                "($statusCode == 404 || $statusCode == 200) && $inputs.on ; true",
                "$steps.one.outputs.status == 202                         ; true",
                "$steps.two.outputs.status == 202                         ; false",
            })
    void holdsOrNot(String text, boolean holds) {
        assertThat(Condition.parse(text).holds(scope)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$statusCode ==",
                "== 200",
                "($statusCode == 200",
                "$statusCode == 200)",
                "$statusCode = 200",
                "$statusCode == 200 &&",
                "$statusCode == ok",
                "$inputs.name == 'open",
                "$url == 'x'",
                "$request.body#/x == 1",
                "$statusCode === 200",
                "$response.body#no-slash == 1",
            })
    void refusesWhatIsNoSimpleCondition(String text) {
        assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 60) String text) {
        try {
            Condition.parse(text).holds(scope);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100_000})
    void refusesConditionsThatAreNestedTooDeeply(int depth) {
        assertThatThrownBy(() -> Condition.parse("(".repeat(depth) + "true" + ")".repeat(depth)))
                .hasMessageContaining("too deeply");
        assertThatThrownBy(() -> Condition.parse("!".repeat(depth) + "true")).hasMessageContaining("too deeply");
    }

    private static Scope scope() {
        Map<String, JsonNode> inputs = Map.of(
                "age", IntNode.valueOf(18),
                "name", TextNode.valueOf("Ada"),
                "quote", TextNode.valueOf("O'Neil"),
                "on", BooleanNode.TRUE,
                "off", BooleanNode.FALSE);
        Scope scope = new Scope(inputs);
        scope.keep("one", Map.of("status", IntNode.valueOf(202)));
        scope.answered(new Reply(
                200,
                name -> name.equalsIgnoreCase("x-count") ? Optional.of("10") : Optional.empty(),
                "{\"list\":[\"a\",\"b\"]}".getBytes(StandardCharsets.UTF_8)));
        return scope;
    }
}
