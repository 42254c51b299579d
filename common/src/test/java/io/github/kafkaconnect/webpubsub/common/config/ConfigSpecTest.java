package io.github.kafkaconnect.webpubsub.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class ConfigSpecTest {
    enum Color {
        RED,
        DARK_BLUE
    }

    private static final Option<String> NAME =
            Option.text("name.of.it", "A name.").high().example("chat");
    private static final Option<Integer> COUNT =
            Option.integer("count", "How many.").between(1, 10).defaultTo(3);
    private static final Option<Color> COLOR =
            Option.choice("color", Color.class, "Which | color.").defaultTo(Color.DARK_BLUE);
    private static final Option<Password> SECRET =
            Option.secret("secret", "Hidden.").optional();
    private static final Option<List<String>> NAMES =
            Option.list("names", "Several.").defaultTo(List.of());
    private static final ConfigSpec SPEC =
            new ConfigSpec(OptionGroup.of("Main", NAME, COUNT, COLOR), OptionGroup.of("Other", SECRET, NAMES));

    @Test
    void readsTypedValuesAndDefaults() {
        ParsedConfig config = SPEC.parse(Map.of("name.of.it", "x", "names", "a, b"));
        assertThat(config.get(NAME)).isEqualTo("x");
        assertThat(config.get(COUNT)).isEqualTo(3);
        assertThat(config.get(COLOR)).isEqualTo(Color.DARK_BLUE);
        assertThat(config.find(SECRET)).isEmpty();
        assertThat(config.get(NAMES)).containsExactly("a", "b");
    }

    @Test
    void namesKeyAndRemedyOfAValueOutOfRange() {
        assertThatThrownBy(() -> SPEC.parse(Map.of("name.of.it", "x", "count", "11")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("count")
                .hasMessageContaining("must be between 1 and 10");
        assertThatThrownBy(() -> SPEC.parse(Map.of("name.of.it", "x", "color", "green")))
                .hasMessageContaining("must be one of red, dark-blue");
    }

    @Test
    void neverShowsASecret() {
        ParsedConfig config = SPEC.parse(Map.of("name.of.it", "x", "secret", "hush"));
        assertThat(config.toString()).doesNotContain("hush");
        assertThat(config.get(SECRET).value()).isEqualTo("hush");
    }

    @Test
    void refusesAKeyDeclaredTwice() {
        assertThatThrownBy(() -> new ConfigSpec(OptionGroup.of("a", NAME), OptionGroup.of("b", NAME)))
                .hasMessageContaining("declared twice: name.of.it");
    }

    @Test
    void rendersEveryOptionOnThePage() {
        assertThat(ConfigDocs.markdown("Options", SPEC))
                .contains("| `name.of.it` | string | **required** |  | A name. Example: `chat` |")
                .contains("| `count` | int | `3` | 1 to 10 | How many. |")
                .contains("| `color` | string | `dark-blue` | red, dark-blue | Which \\| color. |")
                .contains("| `secret` | password | none |  | Hidden. |");
    }

    @Test
    void knowsItsVersionFromTheBuild() {
        assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
