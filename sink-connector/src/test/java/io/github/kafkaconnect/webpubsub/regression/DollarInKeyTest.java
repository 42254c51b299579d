package io.github.kafkaconnect.webpubsub.regression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kafkaconnect.webpubsub.common.protocol.OperationEncoder;
import io.github.kafkaconnect.webpubsub.sink.mapping.Records;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elsewhere a template was filled in by a regular expression: {@code a$1b} became the placeholder's name, {@code price$} threw. */
class DollarInKeyTest {
    @ParameterizedTest
    @CsvSource({
        "a$1b, a%241b",
        "price$, price%24",
        "$0, %240",
        "${key}, %24%7Bkey%7D",
        "$${topic}, %24%24%7Btopic%7D",
        "a\\1b, a%5C1b"
    })
    void aDollarInAKeyIsADollarInTheName(String key, String encoded) {
        var operation = Records.sent(Records.mapper().map(Records.strings(key, "v")));
        assertThat(operation.target().name()).isEqualTo(key);
        assertThat(new OperationEncoder().encode(operation).pathAndQuery())
                .isEqualTo("/api/hubs/chat/groups/" + encoded + "/:send?api-version=2024-12-01");
    }
}
