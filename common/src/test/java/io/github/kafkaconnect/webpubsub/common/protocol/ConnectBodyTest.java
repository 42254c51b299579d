package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectBodyTest {
    @Test
    void removesTokensCookiesAndPasswordsAndKeepsTheRest() {
        String clean = clean("{\"claims\":{\"sub\":[\"ann\"]},\"query\":{\"access_token\":[\"ey\"],\"code\":[\"K1\"],"
                + "\"lang\":[\"de\"]},\"headers\":{\"Host\":[\"h\"],\"AUTHORIZATION\":[\"Bearer x\"],\"Cookie\":[\"c=1\"]},"
                + "\"mqtt\":{\"username\":\"u\",\"password\":\"cGFzcw==\"},\"later\":{\"n\":1.50}}");
        assertThat(clean)
                .isEqualTo(
                        "{\"claims\":{\"sub\":[\"ann\"]},\"query\":{\"lang\":[\"de\"]},\"headers\":{\"Host\":[\"h\"]},"
                                + "\"mqtt\":{\"username\":\"u\"},\"later\":{\"n\":1.50}}");
    }

    @Test
    void leavesABodyWithoutCredentialsByteForByte() {
        String body = "{ \"claims\" : {} , \"query\":{\"lang\":[\"de\"]}}";
        assertThat(clean(body)).isEqualTo(body);
        assertThat(clean("")).isEmpty();
    }

    @Test
    void refusesABodyInWhichCredentialsCouldHide() {
        for (String body : new String[] {
            "not json secret",
            "[1]",
            "{\"query\":{}} x",
            "{\"query\":{\"access_token\":[\"secret\"]},\"query\":{}}",
            "[".repeat(5_000)
        }) {
            assertThatThrownBy(() -> clean(body))
                    .hasMessageContaining("WPS-4002")
                    .hasMessageNotContaining("secret");
        }
    }

    private static String clean(String body) {
        return new String(
                ConnectBody.withoutCredentials(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
