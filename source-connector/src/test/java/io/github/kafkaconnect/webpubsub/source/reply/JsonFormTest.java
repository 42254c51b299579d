package io.github.kafkaconnect.webpubsub.source.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormTest {
    private final ReplyForm form = new JsonForm();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                              | 204 |                                 |
            {"status":200}                                  | 200 |                                 |
            {"body":{"a":1.50}}                             | 200 | application/json; charset=utf-8 | {"a":1.50}
            {"body":"x"}                                    | 200 | application/json; charset=utf-8 | "x"
            {"body":"x","contentType":"text/plain"}         | 200 | text/plain                      | x
            {"bodyBase64":"aGk="}                           | 200 | application/octet-stream        | hi
            {"status":429,"body":"slow","contentType":"text/plain"} | 429 | text/plain              | slow
            """)
    void saysWhatTheEventIsAnswered(String json, int status, String type, String body) {
        UpstreamReply reply = reply(Kind.MESSAGE, json);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.findContentType().orElse(null)).isEqualTo(type);
        assertThat(new String(reply.body(), UTF_8)).isEqualTo(body == null ? "" : body);
    }

    @Test
    void aConnectIsLetInWithWhatTheObjectGrants() {
        UpstreamReply reply =
                reply(Kind.CONNECT, "{\"userId\":\"ann\",\"groups\":[\"a\"],\"roles\":null,\"connectionState\":\"s\"}");
        assertThat(new String(reply.body(), UTF_8)).isEqualTo("{\"userId\":\"ann\",\"groups\":[\"a\"]}");
        assertThat(reply.findConnectionState()).contains("s");
    }

    @Test
    void metadataTravelWithTheMessage() {
        UpstreamReply reply = reply(Kind.CUSTOM, "{\"body\":1,\"metadata\":{\"trace\":\"t\",\"lang\":\"de\"}}");
        assertThat(reply.metadata().values()).isEqualTo(Map.of("trace", "t", "lang", "de"));
        assertThat(reply(Kind.MESSAGE, "{\"body\":1,\"metadata\":null}")
                        .metadata()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void theCorrelationIdStandsInTheObjectOrAsInTheOtherForm() {
        assertThat(form.read("k", Map.of(), "{\"correlationId\":\"o\"}".getBytes(UTF_8))
                        .correlationId())
                .isEqualTo("o");
        assertThat(form.read("k", Map.of(), "{}".getBytes(UTF_8)).correlationId())
                .isEqualTo("k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CONNECT | []                                  | the reply is not a JSON object
            CONNECT | {                                   | the reply is not a JSON object
            CONNECT | {"userID":"ann"}                    | the reply has a member that is none of
            CONNECT | {"status":"200"}                    | status is no number
            CONNECT | {"userId":1}                        | userId is no text
            CONNECT | {"groups":"a"}                      | groups is not an array of texts
            CONNECT | {"groups":[1]}                      | groups is not an array of texts
            CONNECT | {"groups":{"a":"b"}}                | groups is not an array of texts
            CONNECT | {"userId":"a","status":403}         | answer a connect that is let in
            CONNECT | {"userId":"a","body":1}             | answer a connect that is let in
            CONNECT | {"userId":"a","metadata":{}}        | answer a connect that is let in
            MESSAGE | {"metadata":"a"}                    | metadata is not an object of texts
            MESSAGE | {"metadata":["a"]}                  | metadata is not an object of texts
            MESSAGE | {"metadata":{"a":1}}                | metadata is not an object of texts
            MESSAGE | {"metadata":{"a b":"c"}}            | a name of metadata is
            MESSAGE | {"userId":"a"}                      | answer a connect that is let in
            MESSAGE | {"body":1,"bodyBase64":"aGk="}      | both body and bodyBase64
            MESSAGE | {"bodyBase64":"*"}                  | bodyBase64 is not base64
            MESSAGE | {"body":1,"contentType":"text/plain"} | the body of a text is no text
            """)
    void saysWhatIsWrong(Kind kind, String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> reply(kind, json)).withMessageContaining(message);
    }

    private UpstreamReply reply(Kind kind, String json) {
        return form.read("id", Map.of(), json.getBytes(UTF_8)).content().of(kind);
    }
}
