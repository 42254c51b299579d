package io.github.kafkaconnect.webpubsub.source.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.config.ConfigDocs;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page is written by {@code -Dconfig.docs=write}. */
class ConfigPageTest {
    private static final Path PAGE = Path.of("CONFIG.md");

    @Test
    void thePageSaysWhatTheOptionsDeclare() throws IOException {
        String page = ConfigDocs.markdown("Options of the source connector", SourceOptions.SPEC);
        if ("write".equals(System.getProperty("config.docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void everyOptionHasATextOfItsOwn() {
        assertThat(SourceOptions.SPEC.options().map(Option::doc))
                .doesNotHaveDuplicates()
                .allMatch(doc -> doc.length() > 20);
    }
}
