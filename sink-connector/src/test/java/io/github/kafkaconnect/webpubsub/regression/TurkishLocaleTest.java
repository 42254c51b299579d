package io.github.kafkaconnect.webpubsub.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.ConnectionString;
import io.github.kafkaconnect.webpubsub.common.protocol.Hub;
import io.github.kafkaconnect.webpubsub.sink.config.SinkConfigCheck;
import io.github.kafkaconnect.webpubsub.sink.config.SinkOptions;
import io.github.kafkaconnect.webpubsub.sink.mapping.Records;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elsewhere names were changed to lower case by the machine's locale, where I becomes a dotless i, and digits were not ASCII. */
@Isolated("Changes the locale of the process.")
class TurkishLocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-SA-u-nu-arab", "hi-IN-u-nu-deva", "de-DE"})
    void nothingDependsOnTheLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(new Hub("CHATI")).isEqualTo(new Hub("chati")).hasSameHashCodeAs(new Hub("chati"));
        assertThat(ConnectionString.parse("ENDPOINT=HTTPS://WIKI.EXAMPLE;ACCESSKEY=" + "I".repeat(32))
                        .endpoint())
                .hasToString("https://wiki.example");

        String name = "${partition}-${offset}-${timestamp}-${value.x}";
        Map<String, String> config = Map.of(
                "webpubsub.connection.string",
                "Endpoint=https://a.b;AccessKey=" + "k".repeat(32),
                "webpubsub.hub",
                "chat",
                "webpubsub.target",
                "CONNECTION",
                "webpubsub.target.name",
                name);
        assertThat(SinkOptions.SPEC.parse(config).find(SinkOptions.TARGET).orElseThrow())
                .hasToString("CONNECTION");
        assertThat(SinkConfigCheck.problems(config)).isEmpty();

        var record = Records.converted(Records.STRINGS, "k", Records.JSON, "{\"x\":1234567.5}");
        var mapper = Records.mapper("webpubsub.target", "CONNECTION", "webpubsub.target.name", name);
        assertThat(Records.target(mapper.map(record)).name()).isEqualTo("3-42-1800000000000-1234567.5");
    }
}
