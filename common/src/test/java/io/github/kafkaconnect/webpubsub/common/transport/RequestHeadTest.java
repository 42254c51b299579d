package io.github.kafkaconnect.webpubsub.common.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {
    @Test
    void holdsTheLinesAsTheyGoOnTheWire() {
        RequestHead head = new RequestHead("POST", "/a?b=%20", List.of(Map.entry("A", "1"), Map.entry("B", "x y")));
        assertThat(new String(head.requestLine(), US_ASCII)).isEqualTo("POST /a?b=%20 HTTP/1.1\r\n");
        assertThat(new String(head.headerLines(), US_ASCII)).isEqualTo("A: 1\r\nB: x y\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\r\nX: y", "/\u00fc", "a", "", "/\u007f"})
    void refusesATargetThatCouldSmuggleARequest(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestHead("POST", target, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b\r\nC: d", "b\nC: d", "\u0000", "\u00fc"})
    void refusesAHeaderValueThatCouldSmuggleARequest(String value) {
        List<Map.Entry<String, String>> headers = List.of(Map.entry("A", value));
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestHead("POST", "/", headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A:", "A B", "", "A\r\n"})
    void refusesAHeaderNameThatCouldSmuggleARequest(String name) {
        List<Map.Entry<String, String>> headers = List.of(Map.entry(name, "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestHead("POST", "/", headers));
    }

    @Test
    void refusesAMethodThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestHead("PO ST", "/", List.of()));
    }
}
