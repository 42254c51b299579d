package io.github.kafkaconnect.webpubsub.source.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent.Kind;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import io.github.kafkaconnect.webpubsub.common.protocol.UserProperties.UserProperty;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderFormTest {
    private final ReplyForm form = new HeaderForm();

    @Test
    void theCorrelationIdStandsInAHeaderOrIsTheKey() {
        assertThat(form.read("k", Map.of("webpubsub-correlation-id", "h"), null).correlationId())
                .isEqualTo("h");
        assertThat(form.read("k", Map.of(), null).correlationId()).isEqualTo("k");
        assertThat(form.read(null, Map.of(), null).correlationId()).isEmpty();
    }

    @Test
    void noValueMeansNothingToSay() {
        UpstreamReply reply = reply(Kind.MESSAGE, null);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.findContentType()).isEmpty();
    }

    @Test
    void theValueIsTheBody() {
        UpstreamReply reply = reply(
                Kind.CUSTOM,
                "hello",
                "content-type",
                "text/plain",
                "webpubsub-connection-state",
                "s",
                "webpubsub-metadata-trace",
                "t");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.findContentType()).contains("text/plain");
        assertThat(reply.findConnectionState()).contains("s");
        assertThat(reply.metadata().values()).containsEntry("trace", "t");
        assertThat(new String(reply.body(), UTF_8)).isEqualTo("hello");
    }

    @Test
    void aBodyWithoutTypeIsBinary() {
        assertThat(reply(Kind.MESSAGE, "x").findContentType()).contains("application/octet-stream");
    }

    @Test
    void aConnectIsLetInWithWhatHeadersGrant() {
        UpstreamReply reply = reply(
                Kind.CONNECT,
                null,
                "webpubsub-user-id",
                "ann",
                "webpubsub-groups",
                "[\"a\",\"b\"]",
                "webpubsub-roles",
                "[]",
                "webpubsub-subprotocol",
                "json.webpubsub.azure.v1");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo(
                        "{\"userId\":\"ann\",\"groups\":[\"a\",\"b\"],\"roles\":[],\"subprotocol\":\"json.webpubsub.azure.v1\"}");
    }

    @Test
    void aConnectIsRefusedByStatus() {
        assertThat(reply(Kind.CONNECT, null, "webpubsub-status", "403").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            CONNECT | webpubsub-status   | 99        | the status of an answer is 200 to 599, not 99
            CONNECT | webpubsub-status   | ok        | webpubsub-status is no number
            CONNECT | webpubsub-groups   | a,b       | webpubsub-groups is not a JSON array of texts
            CONNECT | webpubsub-roles    | [null]    | webpubsub-roles is not a JSON array of texts
            CONNECT | webpubsub-groups   | null      | webpubsub-groups is not a JSON array of texts
            CONNECT | webpubsub-groups   | [" "]     | group is only white space
            MESSAGE | webpubsub-user-id  | ann       | user, groups, roles and subprotocol answer a connect that is let in only
            CONNECT | webpubsub-mqtt-code   | no     | webpubsub-mqtt-code is no number
            CONNECT | webpubsub-mqtt-code   | 135    | a code and a reason of MQTT answer a connect that is refused, which a status from 400 on does
            CUSTOM  | webpubsub-mqtt-reason | no     | a code and a reason of MQTT answer a connect that is refused, which a status from 400 on does
            CUSTOM  | webpubsub-mqtt-property-place | Zürich | a user property of MQTT is a header in the answer to a user event: its name is letters, digits and marks, its value printable ASCII of at most 1024 characters; encode others
            """)
    void saysWhatIsWrong(Kind kind, String header, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply(kind, null, header, value))
                .withMessage(message);
    }

    /** From the service's documentation: no front end for MQTT exists here. */
    @Test
    void anMqttClientGetsUserPropertiesWithTheAnswerToItsEvent() {
        UpstreamReply reply = reply(
                Kind.CUSTOM,
                "21.5",
                "content-type",
                "application/senml+json",
                "webpubsub-mqtt-property-unit",
                "Cel",
                "webpubsub-mqtt-property-place",
                "hall 3",
                "mqtt-room",
                "the event's own");
        assertThat(reply.properties().userProperties().values())
                .containsExactly(new UserProperty("place", "hall 3"), new UserProperty("unit", "Cel"));
        assertThat(reply.findContentType()).contains("application/senml+json");
    }

    @Test
    void anMqttClientIsLetInWithUserProperties() {
        UpstreamReply reply = reply(
                Kind.CONNECT,
                null,
                "webpubsub-user-id",
                "ann",
                "webpubsub-mqtt-property-plan",
                "größer",
                "webpubsub-connection-state",
                "s");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.findConnectionState()).contains("s");
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo(
                        "{\"userId\":\"ann\",\"mqtt\":{\"userProperties\":[{\"name\":\"plan\",\"value\":\"größer\"}]}}");
    }

    @Test
    void anMqttClientIsRefusedWithCodeAndReason() {
        UpstreamReply reply = reply(
                Kind.CONNECT,
                null,
                "webpubsub-status",
                "401",
                "webpubsub-mqtt-code",
                " 135 ",
                "webpubsub-mqtt-reason",
                "no",
                "webpubsub-mqtt-property-retry",
                "never");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo(
                        "{\"mqtt\":{\"code\":135,\"reason\":\"no\",\"userProperties\":[{\"name\":\"retry\",\"value\":\"never\"}]}}");
    }

    @Test
    void anMqttClientIsNotRefusedWithoutACode() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply(Kind.CONNECT, null, "webpubsub-status", "401", "webpubsub-mqtt-reason", "no"))
                .withMessageContaining("mqtt.protocolVersion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply(Kind.CONNECT, "no", "webpubsub-status", "401", "webpubsub-mqtt-code", "135"))
                .withMessage("a connect is answered by headers or by a value, not by both");
    }

    @Test
    void aConnectIsNotAnsweredTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply(Kind.CONNECT, "{\"userId\":\"bob\"}", "webpubsub-user-id", "ann"))
                .withMessage("a connect is answered by headers or by a value, not by both");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reply(Kind.CONNECT, null, "webpubsub-user-id", "ann", "webpubsub-status", "401"));
    }

    private UpstreamReply reply(Kind kind, @Nullable String value, String... headers) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i], headers[i + 1]);
        }
        return form.read("id", given, value == null ? null : value.getBytes(UTF_8))
                .content()
                .of(kind);
    }
}
