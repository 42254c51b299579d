package io.github.kafkaconnect.webpubsub.source.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties.UserProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** From the service's documentation: no front end for MQTT exists here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"mqtt":{"userProperties":[{"name":"n","value":"v"},{"name":"n","value":"w"}]}} | 200 | {"mqtt":{"userProperties":[{"name":"n","value":"v"},{"name":"n","value":"w"}]}}
            {"roles":[],"mqtt":{"userProperties":[{"name":"n","value":"v"}]}} | 200 | {"roles":[],"mqtt":{"userProperties":[{"name":"n","value":"v"}]}}
            {"userId":"ann","mqtt":{}}                                        | 200 | {"userId":"ann"}
            {"mqtt":{}}                                                       | 204 |
            {"status":403,"mqtt":{"code":5}}                                  | 403 | {"mqtt":{"code":5,"reason":""}}
            {"status":401,"mqtt":{"code":135,"reason":"no","userProperties":[]}} | 401 | {"mqtt":{"code":135,"reason":"no"}}
            {"status":429,"mqtt":{"code":151,"userProperties":[{"name":"n","value":"v"}]}} | 429 | {"mqtt":{"code":151,"reason":"","userProperties":[{"name":"n","value":"v"}]}}
            """)
    void anMqttClientIsLetInOrRefused(String json, int status, @Nullable String body) {
        UpstreamReply reply = reply(Kind.CONNECT, json);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(new String(reply.body(), UTF_8)).isEqualTo(body == null ? "" : body);
    }

    @Test
    void anMqttClientGetsUserPropertiesWithTheAnswerToItsEvent() {
        UpstreamReply reply = reply(
                Kind.CUSTOM, "{\"body\":1,\"mqtt\":{\"userProperties\":[{\"name\":\"unit\",\"value\":\"Cel\"}]}}");
        assertThat(reply.properties().userProperties().values()).containsExactly(new UserProperty("unit", "Cel"));
        assertThat(new String(reply.body(), UTF_8)).isEqualTo("1");
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
            CONNECT | {"mqtt":null}                       | mqtt is no object
            CONNECT | {"mqtt":{"retain":true}}            | none of code, reason, userProperties
            CONNECT | {"status":401,"mqtt":{"code":"x"}}  | mqtt.code is no number
            CONNECT | {"status":401,"mqtt":{"reason":1}}  | mqtt.reason is no text
            CONNECT | {"status":401,"mqtt":{"reason":"no"}} | the reply has none
            CONNECT | {"status":401,"mqtt":{"code":139}}  | 139 is no code of CONNACK
            CONNECT | {"status":302,"mqtt":{"userProperties":[{"name":"n","value":"v"}]}} | the reply has none
            CONNECT | {"mqtt":{"code":135}}               | answer a connect that is refused
            CUSTOM  | {"status":401,"mqtt":{"code":135}}  | answer a connect that is refused
            CONNECT | {"body":1,"mqtt":{"userProperties":[{"name":"n","value":"v"}]}} | by mqtt or by a body
            CUSTOM  | {"mqtt":{"userProperties":{"n":"v"}}} | not an array of objects
            CUSTOM  | {"mqtt":{"userProperties":[{"name":"n"}]}} | not an array of objects
            CUSTOM  | {"mqtt":{"userProperties":[{"name":"n","value":1}]}} | not an array of objects
            CUSTOM  | {"mqtt":{"userProperties":[{"name":"a b","value":"v"}]}} | its name is letters
            """)
    void saysWhatIsWrong(Kind kind, String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> reply(kind, json)).withMessageContaining(message);
    }

    private UpstreamReply reply(Kind kind, String json) {
        return form.read("id", Map.of(), json.getBytes(UTF_8)).content().of(kind);
    }
}
