package io.github.kafkaconnect.webpubsub.common.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceErrorTest {
    @Test
    void readsTheServicesJson() {
        assertThat(
                        parse(
                                "{\"code\":\"Error.BadRequest\",\"message\":\"No.\",\"target\":\"api-version\",\"details\":[]}"))
                .isEqualTo(new ServiceError("Error.BadRequest", "No.", "api-version"));
    }

    @Test
    void takesMissingMembersForEmpty() {
        assertThat(parse("{}")).isEqualTo(new ServiceError("", "", ""));
        assertThat(parse("")).isEqualTo(new ServiceError("", "", ""));
        assertThat(parse("{\"message\":null,\"code\":{}}")).isEqualTo(new ServiceError("", "", ""));
    }

    @Test
    void takesWhatIsNotAnObjectForText() {
        assertThat(parse("Connection id not found").message()).isEqualTo("Connection id not found");
        assertThat(parse("{\"code\":\"half").message()).isEqualTo("{\"code\":\"half");
        assertThat(parse("[1]").message()).isEqualTo("[1]");
    }

    @Test
    void keepsOneShortLine() {
        assertThat(parse("a\r\nb\u0000c  d").message()).isEqualTo("a b c d");
        assertThat(parse("x".repeat(5_000)).message()).hasSize(200);
        assertThat(parse("{\"message\":\"" + "y".repeat(5_000) + "\"}").message())
                .hasSize(200);
    }

    private static ServiceError parse(String body) {
        return ServiceError.parse(body.getBytes(UTF_8));
    }
}
