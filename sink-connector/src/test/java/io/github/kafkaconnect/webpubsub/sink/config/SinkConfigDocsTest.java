package io.github.kafkaconnect.webpubsub.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.config.ConfigDocs;
import io.github.kafkaconnect.webpubsub.common.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SinkConfigDocsTest {
    /** Run with {@code -Dconfig.docs=write} to make the page anew. */
    @Test
    void thePageOfOptionsIsTheDeclaration() throws IOException {
        Path page = Path.of(System.getProperty("basedir", "."), "CONFIG.md");
        String made = ConfigDocs.markdown("Options of the sink connector", SinkOptions.SPEC);
        if (System.getProperty("config.docs", "").equals("write")) {
            Files.writeString(page, made);
        }
        assertThat(Files.readString(page)).isEqualTo(made);
    }

    @Test
    void everyOptionHasWordsOfItsOwn() {
        assertThat(SinkOptions.SPEC.options().map(Option::doc))
                .doesNotHaveDuplicates()
                .allMatch(doc -> doc.endsWith("."));
    }
}
