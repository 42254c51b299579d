package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Literal;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Placeholder;
import io.github.kafkaconnect.webpubsub.sink.config.Template.Root;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void splitsTextFromPlaceholders() {
        assertThat(Template.parse("a-${topic}-${value.user.id}").parts())
                .containsExactly(
                        new Literal("a-"),
                        new Placeholder(Root.TOPIC, List.of(), null, "${topic}"),
                        new Literal("-"),
                        new Placeholder(Root.VALUE, List.of("user", "id"), null, "${value.user.id}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${topic}",
                "${partition}",
                "${offset}",
                "${timestamp}",
                "${key}",
                "${key.a.b}",
                "${value}",
                "${value.user_id}",
                "${value.@id}",
                "${value.größe}",
                "${header.room}",
                "${header.ce_type}",
                "${header['a b']}",
                "${value['a.b'].c}",
                "${value.a['b c']['d']}",
                "${header.x-y|z}"
            })
    void readsEveryForm(String text) {
        Template template = Template.parse(text);
        assertThat(template.isLiteral()).isFalse();
        assertThat(template.parts()).hasSize(1).first().isInstanceOf(Placeholder.class);
    }

    @Test
    void readsQuotedNamesWithEscapes() {
        assertThat(path("${header['a\\u003ab']}")).containsExactly("a:b");
        assertThat(path("${header['it\\'s \\\\ }|']}")).containsExactly("it's \\ }|");
        assertThat(path("${value['']}")).containsExactly("");
    }

    @Test
    void readsDefaults() {
        assertThat(hole("${value.room|lobby}").fallback()).isEqualTo("lobby");
        assertThat(hole("${value.room|}").fallback()).isEmpty();
        assertThat(hole("${value.room|a | $b.'c'}").fallback()).isEqualTo("a | $b.'c'");
        assertThat(hole("${value.room}").fallback()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"chat, chat", "a$b, a$b", "cost$, cost$", "$$, $", "$${key}, ${key}", "a}b{, a}b{", "$ {key}, $ {key}"})
    void keepsTextAsItIs(String text, String literal) {
        assertThat(Template.parse(text).isLiteral()).isTrue();
        assertThat(Template.parse(text).literalText()).isEqualTo(literal);
    }

    @Test
    void writesADollarBeforeAPlaceholder() {
        assertThat(Template.parse("$$${key}").parts())
                .containsExactly(new Literal("$"), new Placeholder(Root.KEY, List.of(), null, "${key}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${header:room}", "${value.a:b}", "${header['a:b']}", "${value.a|b:c}", "${file:/x:y}", "${:}"})
    void explainsThatAColonBelongsToConfigProviders(String text) {
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> Template.parse(text))
                .withMessageContaining("config providers")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_INVALID));
    }

    @Test
    void listsTheRootsThatExist() {
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> Template.parse("${room}"))
                .withMessageContaining("topic, partition, offset, timestamp, key, value, header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${",
                "${key",
                "${}",
                "${ key}",
                "${key }",
                "${key.}",
                "${key..a}",
                "${.a}",
                "${KEY}",
                "${header}",
                "${header.a.b}",
                "${topic.a}",
                "${offset['a']}",
                "${value['a}",
                "${value['a'}",
                "${value[a]}",
                "${value['\\x']}",
                "${value['\\u00g0']}",
                "${value['\\u00",
                "${value.a b}",
                "${value.a|x",
                "${value.${key}}"
            })
    void refusesEverythingElse(String text) {
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> Template.parse(text))
                .withMessageStartingWith("WPS-1003 ");
    }

    @Property
    void anyTextParsesOrIsRefusedWithItsCode(@ForAll("templates") String text) {
        try {
            Template template = Template.parse(text);
            assertThat(template.isLiteral())
                    .isEqualTo(template.parts().stream().noneMatch(Placeholder.class::isInstance));
        } catch (WebPubSubException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.TEMPLATE_INVALID);
            assertThat(text).contains("${");
        }
    }

    @Property
    void anyTextSurvivesWithItsDollarsDoubled(@ForAll String text) {
        assertThat(Template.parse(text.replace("$", "$$")).literalText()).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(
                        "$", "{", "}", "${", "key", "value", "header", ".", "[", "']", "['", "'", "|", ":", "a", "\\",
                        "u003a", " ")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private static List<String> path(String text) {
        return hole(text).path();
    }

    private static Placeholder hole(String text) {
        return (Placeholder) Template.parse(text).parts().get(0);
    }
}
