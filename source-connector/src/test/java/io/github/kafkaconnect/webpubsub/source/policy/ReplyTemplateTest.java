package io.github.kafkaconnect.webpubsub.source.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamEvent;
import io.github.kafkaconnect.webpubsub.common.protocol.UpstreamReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"got\":\"${event.id}\"}; {\"got\":\"7\"}",
                "{\"a\":[1,2.50,true,null,\"x\"]}; {\"a\":[1,2.50,true,null,\"x\"]}",
                "{\"u\":\"${event.userid}\",\"v\":\"u-${event.userid}\"}; {\"u\":null,\"v\":\"u-\"}",
                "{\"u\":\"${event.userid|guest}\"}; {\"u\":\"guest\"}",
                "{\"d\":\"${data}\"}; {\"d\":{\"n\":1.10,\"s\":\"a\\\"b\"}}",
                "{\"d\":\"got ${data}\"}; {\"d\":\"got {\\\"n\\\":1.10,\\\"s\\\":\\\"a\\\\\\\"b\\\"}\"}",
                "\"${event.hub}/${event.eventname}\"; \"chat/say\"",
                "[\"$${x}\"]; [\"${x}\"]"
            })
    void jsonIsFilledInByType(String template, String reply) {
        assertThat(body(json(template, "application/json", "{\"n\":1.10,\"s\":\"a\\\"b\"}")))
                .isEqualTo(reply);
    }

    @Test
    void textIsFilledIn() {
        UpstreamReply reply = ReplyTemplate.parse("got ${event.id}: ${data}${event.userid}", "text/plain", null)
                .reply(event("text/plain", "hi ${event.hub}"));
        assertThat(body(reply)).isEqualTo("got 7: hi ${event.hub}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.findContentType()).contains("text/plain; charset=utf-8");
        assertThat(reply.findConnectionState()).isEmpty();
    }

    @Test
    void dataIsTextByItsContentType() {
        assertThat(body(json("{\"d\":\"${data}\"}", "text/plain; charset=utf-8", "\"}")))
                .isEqualTo("{\"d\":\"\\\"}\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/octet-stream, abc",
        "application/x-protobuf, abc",
        "application/json, '{'",
        "application/json, '1 2'",
        "application/json, ''"
    })
    void whatIsNoTextAndNoJsonIsAbsent(String type, String data) {
        assertThat(body(json("{\"d\":\"${data}\",\"e\":\"${data|none}\"}", type, data)))
                .isEqualTo("{\"d\":null,\"e\":\"none\"}");
    }

    @Test
    void theStateIsSetWithAndWithoutAReply() {
        UpstreamReply reply =
                ReplyTemplate.parse(null, "text/plain", "last=${event.id}").reply(event("text/plain", ""));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.findConnectionState()).contains("last=7");
        assertThat(ReplyTemplate.parse("x", "text/plain", "s")
                        .reply(event("text/plain", ""))
                        .findConnectionState())
                .contains("s");
    }

    @Test
    void aStateThatNoHeaderHoldsLeavesTheOldOne() {
        ReplyTemplate template = ReplyTemplate.parse("ok", "text/plain", "s=${data}");
        UpstreamReply reply = template.reply(event("text/plain", "a\r\nSet-Cookie: b"));
        assertThat(body(reply)).isEqualTo("ok");
        assertThat(reply.findConnectionState()).isEmpty();
    }

    @Test
    void aReplyThatIsTooLargeIsNotGiven() {
        ReplyTemplate template = ReplyTemplate.parse("${data}".repeat(17), "text/plain", null);
        assertThat(template.reply(event("text/plain", "x".repeat(1024 * 1024)))).isEqualTo(UpstreamReply.NO_CONTENT);
    }

    @Test
    void dataThatIsNestedTooDeeplyIsNotGivenBack() {
        String deep = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(json("{\"d\":\"${data}\"}", "application/json", deep)).isEqualTo(UpstreamReply.NO_CONTENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = UpstreamEvent.Kind.class,
            names = {"MESSAGE", "CUSTOM"},
            mode = EnumSource.Mode.EXCLUDE)
    void onlyUserEventsAreAnswered(UpstreamEvent.Kind kind) {
        UpstreamEvent event = new UpstreamEvent(kind, Map.of("id", "1"), Map.of(), new byte[0]);
        assertThat(ReplyTemplate.parse("x", "text/plain", "s").reply(event)).isEqualTo(UpstreamReply.NO_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "", "{} {}", "{\"a\":1,\"a\":2}", "{a: ${event.id}}", "{\"${event.id}\":1}", "[\"${x}\"]"})
    void refusesWhatIsNoTemplate(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplyTemplate.parse(template, "application/json", null));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyTemplate.parse("{\n\"a\":${event.id}}", "application/json", null))
                .withMessage("is not one document of JSON, see line 2; places stand in strings,"
                        + " {\"user\":\"${event.userid}\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyTemplate.parse("${claim.tier}", "text/plain", null))
                .withMessage("${claim.tier} 'claim.tier' is unknown; there are event.<name>, data");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyTemplate.parse("${event.name}", "text/plain", null))
                .withMessageStartingWith("${event.name} has no 'name'; there are connectionid, connectionstate,");
    }

    @Property
    void noValueChangesTheStructure(@ForAll String user, @ForAll String text) throws IOException {
        ReplyTemplate template = ReplyTemplate.parse(
                "{\"u\":\"${event.userid}\",\"t\":\"<${data}>\",\"end\":1}", "application/json", null);
        UpstreamReply reply = template.reply(event("text/plain", text, user));
        JsonNode body = new ObjectMapper().readTree(reply.body());
        assertThat(body.size()).isEqualTo(3);
        assertThat(body.path("u").isNull() ? "" : body.path("u").textValue()).isEqualTo(user);
        assertThat(body.path("t").textValue()).startsWith("<").endsWith(">");
        assertThat(body.path("end").intValue()).isEqualTo(1);
    }

    private static UpstreamReply json(String template, String type, String data) {
        return ReplyTemplate.parse(template, "application/json", null).reply(event(type, data));
    }

    private static UpstreamEvent event(String type, String data) {
        return event(type, data, null);
    }

    private static UpstreamEvent event(String type, String data, @Nullable String user) {
        Map<String, String> attributes = new HashMap<>(
                Map.of("id", "7", "hub", "chat", "eventname", "say", "connectionid", "c1", "datacontenttype", type));
        if (user != null) {
            attributes.put("userid", user);
        }
        return new UpstreamEvent(
                UpstreamEvent.Kind.CUSTOM, attributes, Map.of(), data.getBytes(StandardCharsets.UTF_8));
    }

    private static String body(UpstreamReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
