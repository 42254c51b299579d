package io.github.kafkaconnect.webpubsub.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kafkaconnect.webpubsub.common.errors.ErrorCode;
import io.github.kafkaconnect.webpubsub.common.errors.WebPubSubException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {
    private static final String KEY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH";

    @Test
    void readsWhatThePortalShows() {
        ConnectionString parsed =
                ConnectionString.parse("Endpoint=https://demo.webpubsub.azure.com;AccessKey=" + KEY + ";Version=1.0;");
        assertThat(parsed.endpoint()).hasToString("https://demo.webpubsub.azure.com");
        assertThat(parsed.endpoint().port()).isEqualTo(443);
        assertThat(parsed.accessKey()).isEqualTo(KEY);
    }

    @Test
    void takesNamesInAnyCaseAndOrderBlanksAndUnknownNames() {
        ConnectionString parsed = ConnectionString.parse(
                ";; accesskey = " + KEY + "= ;AuthType=x;ENDPOINT= HTTP://LOCALHOST/ ; port = 8080");
        assertThat(parsed.endpoint()).hasToString("http://localhost:8080");
        assertThat(parsed.accessKey()).isEqualTo(KEY + "=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AccessKey=" + KEY,
                "Endpoint=https://a.b",
                "Endpoint=;AccessKey=" + KEY,
                "Endpoint=https://a.b;AccessKey=",
                "Endpoint=https://a.b;AccessKey=tooshort",
                "Endpoint=https://a.b;AccessKey=" + KEY + ";accesskey=" + KEY,
                "Endpoint=https://a.b;endpoint=https://c.d;AccessKey=" + KEY,
                "Endpoint=https://a.b;AccessKey=" + KEY + ";Port=0",
                "Endpoint=https://a.b;AccessKey=" + KEY + ";Port=70000",
                "Endpoint=https://a.b;AccessKey=" + KEY + ";Port=" + KEY,
                "Endpoint=https://a.b;" + KEY,
                "Endpoint=https://a.b;AccessKey=ABCDEFGHIJKLMNOPQRSTU\nVWXYZ0123456789ABCDEFGH",
            })
    void refusesWithoutShowingTheKey(String text) {
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> ConnectionString.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .satisfies(e -> assertThat(e).hasStackTraceContaining("WPS-1001"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(KEY, "tooshort", "ABCDEFG"));
    }

    @Test
    void neverPrintsTheKey() {
        assertThat(ConnectionString.parse("Endpoint=http://127.0.0.1:8080;AccessKey=" + KEY))
                .hasToString("Endpoint=http://127.0.0.1:8080;AccessKey=[hidden]");
    }

    @ParameterizedTest
    @CsvSource({
        "https://Demo.webpubsub.azure.com/, https://demo.webpubsub.azure.com",
        "demo.webpubsub.azure.com, https://demo.webpubsub.azure.com",
        "demo.webpubsub.azure.com:8443, https://demo.webpubsub.azure.com:8443",
        "https://a.b:443, https://a.b",
        "http://a.b:80//, http://a.b",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void normalisesEndpoints(String written, String text) {
        assertThat(Endpoint.parse(written)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp://a.b",
                "https://",
                "https://u:p@a.b",
                "https://a.b?x=1",
                "https://a.b#x",
                "https://a.b/base",
                "https://a b",
                "https://under_score:1",
                "wss://a.b"
            })
    void refusesWhatIsNoEndpoint(String text) {
        assertThatExceptionOfType(WebPubSubException.class)
                .isThrownBy(() -> Endpoint.parse(text))
                .withMessageStartingWith("WPS-1001 the endpoint ");
    }

    @Test
    void letsAReverseProxyHaveABasePath() {
        assertThat(Endpoint.parseWithPath("https://proxy.example/wps/eu/")).hasToString("https://proxy.example/wps/eu");
    }

    @Test
    void knowsLoopbackByNameAndLiteralAddress() {
        assertThat(Endpoint.parse("http://localhost:1").isLoopback()).isTrue();
        assertThat(Endpoint.parse("http://127.0.0.9:1").isLoopback()).isTrue();
        assertThat(Endpoint.parse("http://[::1]:1").isLoopback()).isTrue();
        assertThat(Endpoint.parse("http://127.example.com").isLoopback()).isFalse();
        assertThat(Endpoint.parse("http://localhost:1").isSecure()).isFalse();
    }
}
