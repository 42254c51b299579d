package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectedFieldTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "text; text; text; -; false",
                "user.id; id; user id; -; false",
                "user.id : userId; userId; user id; -; false",
                "nick?; nick; nick; -; true",
                "user.nick? : n:m; n:m; user nick; -; true",
                "room|lobby; room; room; lobby; false",
                "room|who?:r; r; room; who?; false",
                "['a.b'].c; c; a.b c; -; false",
                "a['b?']?; b?; a b?; -; true",
                "größe; größe; größe; -; false",
            })
    void isAPathWithMarks(String entry, String name, String path, String fallback, boolean optional) {
        ProjectedField field = ProjectedField.parse(List.of(entry)).get(0);

        assertThat(field.name()).isEqualTo(name);
        assertThat(String.join(" ", field.source().path())).isEqualTo(path);
        assertThat(field.source().fallback()).isEqualTo(fallback);
        assertThat(field.optional()).isEqualTo(optional);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a b",
                "${value.a}",
                "a}",
                "a}${value.b",
                "?",
                ":x",
                "a:",
                "['a",
                "[a]",
                "|x"
            })
    void saysWhichEntryIsWrongAndHowOneIsWritten(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProjectedField.parse(List.of("fine", entry)))
                .withMessageStartingWith("'" + entry + "' is no field; write user.id, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {"a.id; b.id", "a; b:a", "a; a?"})
    void refusesTwoMembersOfOneName(String one, String other) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProjectedField.parse(List.of(one, other)))
                .withMessageContaining("has two members named '")
                .withMessageContaining("rename one, as in user.id:userId");
    }
}
